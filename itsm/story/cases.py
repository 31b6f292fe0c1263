"""What goes wrong, and how it ends: the sorts of cases the story is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sort:
    """One sort of case; ``{place}`` stands for a shop. ``second`` is the team it is handed over to, if any."""

    weight: int
    title: str
    told: str
    service: str
    category: str
    impact: int
    urgency: int
    first: str
    done: str
    code: str = "fixed"
    second: str = ""
    why: str = ""
    question: str = ""
    reply: str = ""
    workaround: str = ""
    guess: str = ""
    hours: float = 5.0
    kind: str = "incident"
    by_monitor: bool = False
    is_core_down: bool = False


SORTS = [
    Sort(9, "Kasir tidak bisa mencetak struk di {place}", "Printer struk diam saja sejak toko buka. Antrean mulai panjang.",
         "Sistem kasir (POS)", "Hardware › Point of sale", 2, 1, "Dukungan Toko", "Kabel printer longgar; dipasang ulang dan diuji tiga struk.",
         guess="Kabel atau kertas macet", workaround="Cetak struk dari kasir sebelah.", hours=2),
    Sort(7, "Mesin EDC menolak kartu di {place}", "Semua transaksi kartu gagal, QRIS masih jalan.",
         "Pembayaran elektronik", "Hardware › Point of sale", 2, 1, "Dukungan Toko", "Sertifikat EDC diperbarui bersama CV Kasir Prima.",
         code="supplier", second="Kasir Prima", why="Perlu pembaruan sertifikat dari pemasok.", workaround="Arahkan pelanggan ke QRIS.", hours=6),
    Sort(6, "Internet toko {place} putus-putus", "Tiap beberapa menit kasir terputus, lalu kembali sendiri.",
         "Koneksi internet dan WAN", "Network access › Branch connection", 2, 1, "Service Desk", "Modul optik router diganti; 24 jam tanpa putus.",
         second="Jaringan", why="Gangguan di sisi router toko.", guess="Modul optik melemah", workaround="Pakai modem 4G cadangan.", hours=6),
    Sort(3, "Koneksi {place} mati total", "Pemantauan: router tidak menjawab selama 5 menit.",
         "Koneksi internet dan WAN", "Network access › Branch connection", 1, 1, "Jaringan", "Serat optik putus di jalan; disambung oleh PT Mitra Jaringan.",
         code="supplier", second="Mitra Jaringan", why="Kabel operator putus.", workaround="Toko berjalan dengan modem 4G.", hours=3, by_monitor=True),
    Sort(1, "Sistem kasir mati di semua toko", "Tidak satu pun kasir bisa masuk. Semua toko berhenti melayani.",
         "Sistem kasir (POS)", "Software › Business application", 1, 1, "Aplikasi Bisnis", "Ruang disk basis data penuh oleh log; dibersihkan, batas log dipasang.",
         second="Server dan Cloud", why="Basis data tidak menerima koneksi.", guess="Disk basis data penuh", hours=1.6, is_core_down=True),
    Sort(8, "Lupa kata sandi ERP", "Akun saya terkunci setelah tiga kali salah.",
         "Akun dan akses", "Account and access › Password", 3, 2, "Service Desk", "Identitas diperiksa lewat atasan, kata sandi diatur ulang.", hours=0.6),
    Sort(6, "Tidak bisa masuk VPN dari rumah", "Muncul pesan waktu habis setelah kode OTP.",
         "Koneksi internet dan WAN", "Network access › VPN", 3, 2, "Service Desk", "Profil VPN lama dihapus dan dipasang yang baru.", code="configured",
         question="Versi aplikasi VPN berapa yang Anda pakai?", reply="Versi 4.2, dari tahun lalu.", hours=8),
    Sort(5, "E-mail tidak terkirim ke pemasok", "E-mail dengan lampiran faktur kembali dengan pesan ditolak.",
         "E-mail dan kolaborasi", "Software › Office applications", 3, 2, "Service Desk", "Batas ukuran lampiran dijelaskan; faktur dikirim lewat tautan.",
         code="explained", hours=4),
    Sort(5, "Laporan penjualan harian kosong", "Dasbor pagi ini menunjukkan nol untuk semua toko.",
         "Laporan dan analitik", "Data and reports › Missing report", 2, 2, "Aplikasi Bisnis", "Pekerjaan malam gagal karena kunci tabel; dijalankan ulang.",
         guess="Pekerjaan malam tidak selesai", workaround="Gunakan laporan per toko dari POS.", hours=5),
    Sort(4, "Stok gudang Cikarang tidak cocok", "Jumlah di aplikasi berbeda dari hitungan fisik untuk 12 barang.",
         "Manajemen gudang", "Data and reports › Wrong data", 2, 2, "Service Desk", "Dua penerimaan tercatat ganda; dikoreksi bersama gudang.",
         second="Aplikasi Bisnis", why="Perlu koreksi data transaksi.", question="Barang mana saja, dan sejak kapan?",
         reply="Daftarnya terlampir di surel kemarin, sejak Senin.", hours=26),
    Sort(4, "Laptop sangat lambat setelah pembaruan", "Butuh sepuluh menit untuk menyala.",
         "Komputer dan perangkat", "Hardware › Computer", 3, 3, "Service Desk", "Cakram lama diganti SSD.", code="replaced",
         second="Perangkat", why="Perlu diperiksa di meja kerja.", hours=30),
    Sort(4, "Printer kantor macet", "Lampu merah berkedip, kertas tersangkut.",
         "Komputer dan perangkat", "Hardware › Printer", 3, 3, "Perangkat", "Roda penarik kertas diganti.", code="replaced", hours=12),
    Sort(3, "E-mail mencurigakan minta kata sandi", "Ada e-mail mengaku dari bagian TI dan minta kata sandi.",
         "E-mail dan kolaborasi", "Data security › Phishing", 2, 1, "Keamanan Informasi", "Alamat pengirim diblokir, 3 penerima lain diberi tahu, tidak ada yang mengisi.",
         hours=3),
    Sort(2, "Ponsel gudang hilang", "Ponsel pemindai tidak ditemukan sejak giliran malam.",
         "Komputer dan perangkat", "Data security › Lost device", 2, 1, "Keamanan Informasi", "Ponsel dihapus dari jauh dan diblokir.", code="configured", hours=4),
    Sort(3, "Keranjang toko daring error", "Pelanggan melihat galat 502 saat membayar.",
         "Toko daring", "Software › Business application", 1, 2, "Aplikasi Bisnis", "Satu simpul web dikeluarkan dan dimulai ulang.", second="Server dan Cloud",
         why="Satu server web kehabisan memori.", guess="Kebocoran memori di rilis terakhir", workaround="Lalu lintas dialihkan ke simpul kedua.",
         hours=3, by_monitor=True),
    Sort(6, "Minta akses ke ERP modul pembelian", "Untuk karyawan baru di bagian pembelian, mulai Senin.",
         "ERP keuangan", "Account and access › Rights", 3, 3, "Aplikasi Bisnis", "Hak diberikan sesuai peran pembelian.", code="fulfilled", hours=20, kind="request"),
    Sort(5, "Laptop untuk karyawan baru", "Mohon satu laptop standar untuk karyawan yang mulai awal bulan.",
         "Komputer dan perangkat", "Account and access › New employee", 3, 3, "Perangkat", "Laptop disiapkan dan diserahkan.", code="fulfilled", hours=40, kind="request"),
    Sort(5, "Kotak surat bersama untuk promosi", "Perlu alamat promo untuk kampanye akhir tahun, empat orang.",
         "E-mail dan kolaborasi", "Account and access › Rights", 3, 3, "Service Desk", "Kotak surat dibuat dan dibagikan.", code="fulfilled", hours=10, kind="request"),
]  # fmt: skip

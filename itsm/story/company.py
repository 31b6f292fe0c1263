"""Who and what the story is about: PT Nusantara Ritel, with shops from Medan to Makassar."""

from datetime import time

COMPANY, SUPPLIERS = "PT Nusantara Ritel", ("PT Mitra Jaringan", "CV Kasir Prima")

STAFF = [
    # e-mail, name, roles, team, job title
    ("requester", "Dewi Lestari", "requester", "", "Kepala toko Bandung Dago"),
    ("agent", "Budi Santoso", "agent requester", "Service Desk", "Agen service desk"),
    ("specialist", "Sari Wulandari", "specialist requester", "Jaringan", "Spesialis jaringan"),
    ("incident.manager", "Maya Hartono", "incident_manager major_incident_manager requester", "", "Manajer insiden"),
    ("manager", "Ratna Dewanti", "manager requester", "", "Kepala TI"),
    ("admin", "Yusuf Hidayat", "administrator agent requester", "", "Administrator sistem"),
    ("supplier", "Andi Nugroho", "supplier_contact", "Mitra Jaringan", "Teknisi PT Mitra Jaringan"),
    ("putri.ayu", "Putri Ayu", "agent requester", "Service Desk", "Agen service desk"),
    ("rizky.pratama", "Rizky Pratama", "agent requester", "Service Desk", "Agen service desk"),
    ("hendra.gunawan", "Hendra Gunawan", "agent requester", "Dukungan Toko", "Dukungan toko"),
    ("lina.marlina", "Lina Marlina", "agent requester", "Dukungan Toko", "Dukungan toko"),
    ("tono.prasetyo", "Tono Prasetyo", "specialist requester", "Jaringan", "Spesialis jaringan"),
    ("fajar.ramadhan", "Fajar Ramadhan", "specialist requester", "Aplikasi Bisnis", "Analis aplikasi"),
    ("intan.permata", "Intan Permata", "specialist requester", "Aplikasi Bisnis", "Analis aplikasi"),
    ("galih.saputra", "Galih Saputra", "specialist requester", "Perangkat", "Teknisi perangkat"),
    ("nur.aini", "Nur Aini", "specialist requester", "Perangkat", "Teknisi perangkat"),
    ("bayu.adi", "Bayu Adi", "specialist requester", "Server dan Cloud", "Administrator server"),
    ("wulan.sari", "Wulan Sari", "specialist requester", "Server dan Cloud", "Administrator server"),
    ("dimas.anggara", "Dimas Anggara", "specialist agent requester", "Keamanan Informasi", "Analis keamanan"),
    ("citra.kirana", "Citra Kirana", "specialist agent requester", "Keamanan Informasi", "Analis keamanan"),
    ("agus.wijaya", "Agus Wijaya", "service_owner requester", "", "Pemilik layanan toko"),
    (
        "sinta.dewi",
        "Sinta Dewi",
        "service_owner problem_manager knowledge_manager requester",
        "",
        "Pemilik layanan kantor",
    ),
    ("eko.purnomo", "Eko Purnomo", "supplier_contact", "Kasir Prima", "Teknisi CV Kasir Prima"),
]
REQUESTERS = [
    ("Rina Kusuma", "Kasir, Bandung Dago"), ("Joko Susilo", "Kepala toko Surabaya Gubeng"),
    ("Siti Aminah", "Keuangan, kantor pusat"), ("Andre Wirawan", "Pemasaran, kantor pusat"),
    ("Made Suastika", "Kepala toko Denpasar"), ("Yohana Simanjuntak", "Kepala toko Medan Polonia"),
    ("Arif Rahman", "Gudang Cikarang"), ("Nadia Putri", "Personalia, kantor pusat"),
    ("Herman Sitorus", "Kepala toko Palembang"), ("Laila Nuraini", "Kasir, Semarang Simpang Lima"),
    ("Bagus Setiawan", "Logistik, Gudang Cikarang"), ("Ketut Wirawan", "Kasir, Denpasar"),
    ("Maria Tandean", "Kepala toko Makassar"), ("Rudi Hartanto", "Pembelian, kantor pusat"),
    ("Fitri Handayani", "Layanan pelanggan"), ("Asep Sunandar", "Kepala toko Bogor"),
    ("Vina Oktavia", "Hukum, kantor pusat"), ("Wahyu Nugroho", "Gudang Sidoarjo"),
]  # fmt: skip
"""Name and job; all report to the manager of their shop or office."""

TEAMS = [
    # name, tier, lead's e-mail, supplier
    ("Service Desk", 1, "agent", ""),
    ("Dukungan Toko", 1, "hendra.gunawan", ""),
    ("Jaringan", 2, "specialist", ""),
    ("Aplikasi Bisnis", 2, "fajar.ramadhan", ""),
    ("Perangkat", 2, "galih.saputra", ""),
    ("Server dan Cloud", 2, "bayu.adi", ""),
    ("Keamanan Informasi", None, "dimas.anggara", ""),
    ("Mitra Jaringan", None, "supplier", "PT Mitra Jaringan"),
    ("Kasir Prima", None, "eko.purnomo", "CV Kasir Prima"),
]
"""Six teams on two tiers, a flat one, and the two suppliers'."""

SERVICES = [
    # name, what it is, core, owner, usual team, approval, depends on
    ("Koneksi internet dan WAN", "Jaringan antara kantor, gudang dan toko", True, "agus.wijaya", "Jaringan", False, ()),
    ("Server dan penyimpanan", "Pusat data dan cloud", True, "sinta.dewi", "Server dan Cloud", False, ()),
    ("Basis data transaksi", "Penjualan dan persediaan", True, "agus.wijaya", "Server dan Cloud", False, ("Server dan penyimpanan",)),
    ("Sistem kasir (POS)", "Penjualan di 42 toko", True, "agus.wijaya", "Dukungan Toko", False, ("Basis data transaksi", "Koneksi internet dan WAN")),
    ("Pembayaran elektronik", "Kartu, QRIS dan dompet digital", True, "agus.wijaya", "Dukungan Toko", False, ("Koneksi internet dan WAN",)),
    ("Manajemen gudang", "Penerimaan, stok dan pengiriman", False, "agus.wijaya", "Aplikasi Bisnis", False, ("Basis data transaksi",)),
    ("ERP keuangan", "Pembukuan, pembelian dan pajak", False, "sinta.dewi", "Aplikasi Bisnis", True, ("Basis data transaksi",)),
    ("Toko daring", "Situs dan aplikasi belanja", True, "agus.wijaya", "Aplikasi Bisnis", False, ("Basis data transaksi", "Server dan penyimpanan")),
    ("E-mail dan kolaborasi", "E-mail, kalender, rapat daring", False, "sinta.dewi", "Service Desk", False, ("Koneksi internet dan WAN",)),
    ("Komputer dan perangkat", "Laptop, komputer, printer, ponsel", False, "sinta.dewi", "Perangkat", True, ()),
    ("Akun dan akses", "Akun, kata sandi, hak akses", False, "sinta.dewi", "Service Desk", True, ()),
    ("Laporan dan analitik", "Laporan penjualan dan dasbor", False, "sinta.dewi", "Aplikasi Bisnis", False, ("Basis data transaksi",)),
]  # fmt: skip

PLACES = ("Bandung Dago", "Surabaya Gubeng", "Denpasar", "Medan Polonia", "Makassar", "Semarang", "Bogor", "Palembang")
SHIFTS = [
    ("Dukungan toko, pagi", time(7), time(15), "hendra.gunawan"),
    ("Dukungan toko, sore", time(14), time(22), "lina.marlina"),
]
"""name, begins, ends, who: shops are open every day"""

ITEMS = [
    *[(f"POS-{place.split()[0].upper()[:3]}-{n:02d}", "pos_terminal", "Sistem kasir (POS)", place) for place in PLACES for n in (1, 2)],
    *[(f"RTR-{place.split()[0].upper()[:3]}", "network", "Koneksi internet dan WAN", place) for place in PLACES],
    *[(f"PRN-{place.split()[0].upper()[:3]}", "printer", "Komputer dan perangkat", place) for place in PLACES[:4]],
    ("SRV-DB-01", "server", "Basis data transaksi", "Pusat data Jakarta"),
    ("SRV-DB-02", "server", "Basis data transaksi", "Pusat data Jakarta"),
    ("SRV-APP-01", "server", "ERP keuangan", "Pusat data Jakarta"),
    ("SRV-WEB-01", "server", "Toko daring", "Cloud"),
    ("SRV-FILE-01", "server", "Server dan penyimpanan", "Pusat data Jakarta"),
    ("SW-CORE-JKT", "network", "Koneksi internet dan WAN", "Kantor pusat"),
    ("FW-JKT-01", "network", "Koneksi internet dan WAN", "Kantor pusat"),
    ("APP-WMS", "application", "Manajemen gudang", "Pusat data Jakarta"),
    ("APP-ERP", "application", "ERP keuangan", "Pusat data Jakarta"),
    ("LPT-KEU-07", "laptop", "Komputer dan perangkat", "Kantor pusat"),
    ("LPT-PMS-03", "laptop", "Komputer dan perangkat", "Kantor pusat"),
    ("HP-GDG-01", "phone", "Manajemen gudang", "Gudang Cikarang"),
]  # fmt: skip
"""Forty items."""

ANSWERS: list[tuple[str, str, str, bool]] = [
    (
        "Minta foto pesan galat",
        "Halo {{ requester }}, mohon kirim gambar layar yang menampilkan pesan galatnya untuk {{ reference }}.",
        "Hello {{ requester }}, please send a picture of the error message for {{ reference }}.",
        True,
    ),
    (
        "Nyalakan ulang perangkat",
        "Halo {{ requester }}, mohon matikan perangkat selama satu menit, nyalakan kembali, lalu kabari kami hasilnya.",
        "Hello {{ requester }}, please switch the device off for a minute and on again, and tell us what happens.",
        True,
    ),
    (
        "Sedang dikerjakan",
        "Halo {{ requester }}, {{ reference }} sedang kami kerjakan. Kami akan memberi kabar sebelum hari ini berakhir.",
        "Hello {{ requester }}, we are working on {{ reference }} and will write again before the day is over.",
        False,
    ),
]
"""Answers kept ready: name, Indonesian, English, whether the case then waits for the requester."""

"""What the company wrote down: articles in Indonesian and English, some still on their way."""

from __future__ import annotations

from dataclasses import dataclass

POS, EDC, NET, MAIL, DEVICE, ACCOUNT, ERP, WMS, REPORT, SHOP, SERVER = (
    "Sistem kasir (POS)", "Pembayaran elektronik", "Koneksi internet dan WAN", "E-mail dan kolaborasi",
    "Komputer dan perangkat", "Akun dan akses", "ERP keuangan", "Manajemen gudang", "Laporan dan analitik",
    "Toko daring", "Server dan penyimpanan",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One article. ``stands`` is how far it has come: draft, in_review, published, rewritten (a new draft), retired.

    ``of`` is the title of the one it translates, ``solves`` the titles (or their beginnings) of incidents that were
    resolved with it, ``overdue`` that its review date has passed, ``read`` how many people read it.
    """

    title: str
    summary: str
    body: str
    service: str
    category: str
    author: str = "agent"
    language: str = "id"
    kind: str = "how_to"
    readers: str = "public"
    team: str = ""
    tags: str = ""
    stands: str = "published"
    days: int = 60
    of: str = ""
    solves: tuple[str, ...] = ()
    overdue: bool = False
    read: int = 5
    helped: int = 2
    missed: tuple[str, ...] = ()


TEXTS = [
    Told("Menyambung ke VPN dari rumah", "Memasang profil VPN baru dan masuk dengan kode OTP.",
         "## Yang Anda perlukan\n\n- Laptop kantor yang tersambung ke internet\n- Ponsel dengan aplikasi kode OTP\n\n## Langkah\n\n1. Buka **Klien VPN** dari menu Start.\n2. Hapus profil lama *NRVPN-2023* kalau masih ada.\n3. Klik **Tambah profil**, isi alamat `vpn.nusantara-ritel.example`.\n4. Masuk dengan nama pengguna dan kata sandi Windows Anda.\n5. Ketik kode enam angka dari aplikasi OTP dalam 30 detik.\n\n## Kalau tidak berhasil\n\nPesan **waktu habis** setelah OTP berarti profil lama masih terpakai: ulangi langkah 2. Jam ponsel yang meleset lebih dari satu menit juga membuat kode ditolak.",
         NET, "Network access › VPN", tags="vpn, otp, kerja dari rumah", days=80, solves=("Tidak bisa masuk VPN",), read=18, helped=9, missed=("Langkah untuk ponsel belum ada.",)),
    Told("Connect to the VPN from home", "Install the new VPN profile and sign in with a one-time code.",
         "## What you need\n\n- Your office laptop, connected to the internet\n- The one-time code app on your phone\n\n## Steps\n\n1. Open **VPN client** from the Start menu.\n2. Remove the old profile *NRVPN-2023* if it is still there.\n3. Choose **Add profile** and enter `vpn.nusantara-ritel.example`.\n4. Sign in with your Windows name and password.\n5. Type the six digits of the one-time code within 30 seconds.\n\n## If it does not work\n\nA **timeout** after the code means that the old profile is still used: repeat step 2. A phone whose clock is more than a minute off gets its codes refused.",
         NET, "Network access › VPN", language="en", tags="vpn, otp, working from home", days=70, of="Menyambung ke VPN dari rumah", read=6, helped=3),
    Told("Mengatur ulang kata sandi sendiri", "Kata sandi lupa atau terkunci? Selesai dalam dua menit tanpa menunggu.",
         "## Langkah\n\n1. Di halaman masuk, klik **Lupa kata sandi**.\n2. Pilih terima kode lewat ponsel yang terdaftar.\n3. Buat kata sandi baru: paling sedikit 12 huruf, jangan dipakai di tempat lain.\n4. Tunggu satu menit, lalu masuk ke Windows, e-mail dan ERP dengan kata sandi yang sama.\n\n## Kalau akun terkunci\n\nSetelah tiga kali salah, akun terkunci 15 menit dan terbuka sendiri. Kalau nomor ponsel Anda sudah ganti, laporkan ke service desk; kami memeriksa identitas lewat atasan Anda.",
         ACCOUNT, "Account and access › Password", tags="kata sandi, terkunci, erp", days=85, solves=("Lupa kata sandi ERP",), read=22, helped=12),
    Told("Reset your own password", "Forgotten or locked? Done in two minutes, without waiting.",
         "## Steps\n\n1. On the sign-in page, choose **Forgotten password**.\n2. Have the code sent to your registered phone.\n3. Choose a new password: at least 12 characters, used nowhere else.\n4. Wait a minute, then sign in to Windows, e-mail and ERP with the same one.\n\n## If the account is locked\n\nAfter three wrong attempts it opens again by itself after 15 minutes.",
         ACCOUNT, "Account and access › Password", language="en", tags="password, locked", days=60, of="Mengatur ulang kata sandi sendiri", read=7, helped=4),
    Told("Printer struk kasir tidak mencetak", "Periksa kabel, kertas dan antrean cetak sebelum melapor.",
         "## Gejala\n\nStruk tidak keluar, lampu printer hijau atau berkedip jingga.\n\n## Penyebab\n\nHampir selalu kabel USB yang longgar setelah laci kas dipindah, atau kertas termal terbalik.\n\n## Penyelesaian\n\n1. Matikan printer, lepas dan pasang lagi kabel USB sampai berbunyi *klik*.\n2. Buka tutup, pasang kertas dengan sisi mengilap ke atas.\n3. Di kasir, tekan **F10 › Uji cetak**. Uji tiga struk.\n\n| Lampu | Arti |\n|---|---|\n| hijau | siap |\n| jingga berkedip | kertas habis atau terbalik |\n| merah | tutup terbuka |\n\n## Solusi sementara\n\nCetak dari kasir sebelah; nomor transaksi tetap sama.",
         POS, "Hardware › Point of sale", author="hendra.gunawan", kind="known_error", tags="printer, struk, kasir", days=75, solves=("Kasir tidak bisa mencetak",), read=25, helped=14),
    Told("Mesin EDC menolak semua kartu", "Sertifikat EDC kedaluwarsa: arahkan ke QRIS, pembaruan lewat pemasok.",
         "## Gejala\n\nSemua kartu ditolak dengan kode **E-41**, QRIS tetap berjalan.\n\n## Penyebab\n\nSertifikat mesin berlaku setahun dan tidak diperbarui sendiri bila toko tutup pada hari pembaruannya.\n\n## Penyelesaian\n\n1. Arahkan pelanggan ke QRIS.\n2. Serahkan insiden kepada **Kasir Prima** dengan nomor seri mesin.\n3. Setelah pemasok selesai, uji dengan satu transaksi Rp1.",
         EDC, "Hardware › Point of sale", author="lina.marlina", kind="known_error", readers="staff", tags="edc, kartu, e-41", days=50, solves=("Mesin EDC menolak",), read=6),
    Told("Internet toko putus-putus: pakai modem cadangan", "Cara beralih ke modem 4G dan kembali lagi.",
         "## Langkah\n\n1. Ambil modem 4G dari laci kantor toko, nyalakan dan tunggu lampu biru.\n2. Pindahkan kabel **WAN** router ke modem.\n3. Kasir tersambung lagi dalam dua menit. Rapat video jangan dipakai dulu.\n\n## Setelah internet pulih\n\nKembalikan kabel ke **port 1**, matikan modem dan isi dayanya.\n\n## Kalau tidak berhasil\n\nLaporkan dengan menyebut warna lampu router; tim Jaringan memeriksa dari jauh.",
         NET, "Network access › Branch connection", author="specialist", tags="internet, modem, toko", days=66, solves=("Internet toko",), read=15, helped=6),
    Told("E-mail kantor di ponsel", "Android dan iPhone, dalam lima langkah.",
         "## Langkah\n\n1. Pasang aplikasi **Surat** dari toko aplikasi perusahaan.\n2. Masukkan alamat e-mail kantor Anda, lalu **Lanjut**.\n3. Setujui kebijakan perangkat: ponsel harus memakai PIN.\n4. Masuk dengan kata sandi Windows dan kode OTP.\n5. Tunggu kotak masuk terisi; e-mail lama datang bertahap.\n\n## Tanya jawab\n\n**Apakah kantor bisa melihat foto saya?** Tidak. Kantor hanya dapat menghapus data kantor kalau ponsel hilang.",
         MAIL, "Hardware › Phone and tablet", author="putri.ayu", tags="e-mail, ponsel", days=58, read=12, helped=5),
    Told("Office e-mail on your phone", "Android and iPhone, in five steps.",
         "## Steps\n\n1. Install the **Mail** app from the company store.\n2. Enter your office address and choose **Next**.\n3. Accept the device policy: the phone needs a PIN.\n4. Sign in with your Windows password and a one-time code.\n5. Wait for the inbox to fill; older mail follows.",
         MAIL, "Hardware › Phone and tablet", author="putri.ayu", language="en", tags="e-mail, phone", days=40, of="E-mail kantor di ponsel", read=3, helped=1),
    Told("Lampiran faktur ditolak pemasok", "Batas 10 MB per e-mail, dan cara berbagi tautan.",
         "## Pertanyaan\n\nMengapa e-mail dengan faktur kembali dengan pesan *ditolak*?\n\n## Jawaban\n\nBanyak pemasok membatasi lampiran sampai **10 MB**. Unggah berkas ke map *Berbagi dengan pemasok*, klik kanan, **Salin tautan**, dan tempel di e-mail. Tautan berlaku 30 hari.",
         MAIL, "Software › Office applications", kind="faq", tags="lampiran, faktur, tautan", days=72, solves=("E-mail tidak terkirim",), read=9, helped=4),
    Told("Mengenali e-mail penipuan", "Empat tanda, dan apa yang dilakukan kalau sudah terlanjur.",
         "## Empat tanda\n\n1. Meminta kata sandi atau kode OTP. **Kami tidak pernah memintanya.**\n2. Alamat pengirim mirip, tetapi bukan `@nusantara-ritel.example`.\n3. Mendesak: *akun ditutup hari ini*.\n4. Tautan menuju tempat lain daripada yang tertulis.\n\n## Kalau sudah terlanjur\n\nGanti kata sandi sekarang juga, lalu laporkan. Tidak ada yang dimarahi karena melapor.",
         MAIL, "Data security › Phishing", author="dimas.anggara", kind="faq", tags="phishing, penipuan, keamanan", days=88, solves=("E-mail mencurigakan",), read=30, helped=11),
    Told("Recognise a fraudulent e-mail", "Four signs, and what to do when it is too late.",
         "## Four signs\n\n1. It asks for a password or a one-time code. **We never do.**\n2. The sender's address looks alike, but is not `@nusantara-ritel.example`.\n3. It presses: *your account closes today*.\n4. The link leads elsewhere than it says.\n\n## When it is too late\n\nChange your password now, then report it. Nobody is blamed for reporting.",
         MAIL, "Data security › Phishing", author="dimas.anggara", language="en", kind="faq", tags="phishing, security", days=62, of="Mengenali e-mail penipuan", read=8, helped=3),
    Told("Masuk ke SAP pertama kali", "Dari undangan sampai layar awal, termasuk peramban yang cocok.",
         "## Yang Anda perlukan\n\nSurat undangan dari Aplikasi Bisnis dan peramban Edge atau Chrome.\n\n## Langkah\n\n1. Buka tautan dalam undangan; ia berlaku 7 hari.\n2. Masuk dengan akun kantor, **bukan** akun pribadi.\n3. Pilih perusahaan **NR01** dan bahasa.\n4. Tambahkan ubin *Pesanan pembelian* ke layar awal.\n\n## Kalau tidak berhasil\n\n*Tidak berwenang* berarti peran belum diberikan: ajukan permintaan akses dengan persetujuan atasan.",
         ERP, "Software › Business application", author="fajar.ramadhan", tags="sap, erp, akses", days=55, solves=("Minta akses ke ERP",), read=11, helped=4, missed=("Tautan undangan saya sudah mati, harus ke mana?",)),
    Told("Sign in to SAP for the first time", "From the invitation to the start screen.",
         "## Steps\n\n1. Open the link in the invitation; it lasts 7 days.\n2. Sign in with your office account.\n3. Choose company **NR01** and your language.\n\n## If it does not work\n\n*Not authorised* means that the role is not given yet: request access.",
         ERP, "Software › Business application", author="intan.permata", language="en", stands="in_review", tags="sap, erp", days=3, of="Masuk ke SAP pertama kali", read=0, helped=0),
    Told("Laptop baru: hari pertama", "Menyalakan, masuk, dan apa yang terpasang sendiri.",
         "## Langkah\n\n1. Sambungkan daya dan Wi-Fi **NR-Kantor**.\n2. Masuk dengan alamat e-mail kantor dan kata sandi sementara dari atasan.\n3. Biarkan menyala satu jam: aplikasi kantor dan perlindungan terpasang sendiri.\n4. Ganti kata sandi saat diminta.\n\n## Yang belum ada?\n\nMinta aplikasi tambahan lewat **Minta sesuatu** di portal.",
         DEVICE, "Account and access › New employee", author="galih.saputra", tags="laptop, karyawan baru", days=64, solves=("Laptop untuk karyawan baru",), read=10, helped=5),
    Told("Your new laptop: the first day", "Switching it on, signing in, and what installs itself.",
         "## Steps\n\n1. Connect power and the Wi-Fi **NR-Kantor**.\n2. Sign in with your office address and the temporary password from your manager.\n3. Leave it on for an hour: applications and protection install themselves.\n4. Change the password when asked.",
         DEVICE, "Account and access › New employee", author="galih.saputra", language="en", tags="laptop, new employee", days=45, of="Laptop baru: hari pertama", read=4, helped=2),
    Told("Laptop lambat setelah pembaruan", "Apa yang dicoba sendiri sebelum menyerahkan laptop.",
         "## Gejala\n\nButuh sepuluh menit untuk menyala sesudah pembaruan bulanan.\n\n## Penyelesaian\n\n1. Biarkan menyala semalam satu kali: pengindeksan selesai.\n2. **Setelan › Pembaruan › Mulai ulang**, dua kali.\n3. Sisakan ruang disk 20 GB; kosongkan *Unduhan*.\n\n## Kalau tidak berhasil\n\nLaporkan; kami mengembalikan pembaruan dari jauh.",
         DEVICE, "Hardware › Computer", author="nur.aini", kind="known_error", tags="laptop, lambat", days=52, solves=("Laptop sangat lambat",), read=8, helped=3, missed=("Sudah dua malam, masih lambat.",)),
    Told("Printer kantor macet", "Mengeluarkan kertas tanpa merusak rol.",
         "## Langkah\n\n1. Matikan printer dan tunggu satu menit; bagian dalam **panas**.\n2. Buka pintu A, tarik kertas pelan searah jalannya.\n3. Periksa baki 2: tumpukan tidak melewati garis.\n4. Nyalakan dan cetak ulang.",
         DEVICE, "Hardware › Printer", author="galih.saputra", tags="printer, kertas", days=89, solves=("Printer kantor macet",), overdue=True, read=7, helped=2),
    Told("Wi-Fi kantor: jaringan mana untuk siapa", "NR-Kantor, NR-Tamu dan NR-Gudang.",
         "| Jaringan | Untuk | Masuk dengan |\n|---|---|---|\n| NR-Kantor | laptop kantor | otomatis |\n| NR-Tamu | tamu, ponsel pribadi | kode harian di resepsionis |\n| NR-Gudang | pemindai | diatur oleh TI |\n\n## Sering putus?\n\nLupakan jaringan, sambungkan lagi, dan laporkan lantai serta ruangnya.",
         NET, "Network access › Internet and Wi-Fi", author="tono.prasetyo", kind="faq", tags="wi-fi, tamu", days=87, overdue=True, read=13, helped=4),
    Told("Hasil hitung stok berbeda dari aplikasi", "Menyamakan stok gudang setelah hitung fisik.",
         "## Penyebab\n\nPenerimaan yang dipindai dua kali saat sinyal hilang.\n\n## Penyelesaian\n\n1. Cetak laporan **Selisih** per rak.\n2. Cari penerimaan ganda pada jam yang sama; batalkan yang kedua.\n3. Sinkronkan pemindai dan hitung ulang rak itu saja.",
         WMS, "Data and reports › Wrong data", author="intan.permata", kind="known_error", readers="staff", tags="stok, gudang, pemindai", days=48, solves=("Stok gudang",), read=4, helped=1),
    Told("Laporan penjualan harian kosong", "Pekerjaan malam gagal: memeriksa dan menjalankan ulang.",
         "## Gejala\n\nDasbor pagi menunjukkan nol untuk semua toko.\n\n## Penyebab\n\nPekerjaan `JOB_SALES_DAILY` berhenti karena tabel terkunci.\n\n## Penyelesaian\n\n1. Periksa log pekerjaan sekitar pukul 02.00.\n2. Lepaskan kunci, jalankan ulang dari langkah **3**.\n3. Beri tahu toko bahwa angkanya menyusul sebelum pukul 09.00.",
         REPORT, "Data and reports › Missing report", author="fajar.ramadhan", kind="known_error", readers="teams", team="Aplikasi Bisnis", tags="laporan, job malam", days=44, solves=("Laporan penjualan harian",), read=2, helped=1),
    Told("Galat 502 saat pelanggan membayar", "Memulihkan keranjang toko daring.",
         "## Gejala\n\nPelanggan melihat galat 502 pada langkah pembayaran.\n\n## Penyelesaian\n\n1. Alihkan lalu lintas ke simpul B.\n2. Mulai ulang layanan pembayaran di simpul A.\n3. Uji dengan satu pesanan, lalu kembalikan lalu lintas.",
         SHOP, "Software › Business application", author="bayu.adi", kind="known_error", readers="teams", team="Server dan Cloud", tags="toko daring, 502", stands="rewritten", days=41, solves=("Keranjang toko daring",), read=3, helped=1),
    Told("Kotak surat bersama: meminta dan memakai", "Untuk promosi, layanan pelanggan dan tim kecil.",
         "## Meminta\n\nPilih **Minta sesuatu** di portal; sebutkan nama kotak dan siapa saja yang membacanya.\n\n## Memakai\n\nIa muncul sendiri di Outlook setelah satu jam. Balas *dari* kotak itu lewat kolom **Dari**.",
         MAIL, "Account and access › Rights", author="rizky.pratama", kind="faq", tags="kotak surat, promosi", days=35, solves=("Kotak surat bersama",), read=5, helped=2),
    Told("Ponsel kantor hilang", "Yang dilakukan dalam jam pertama.",
         "## Segera\n\n1. Laporkan lewat telepon service desk, siang atau malam.\n2. Kami mengunci ponsel dan menghapus data kantor.\n3. Ganti kata sandi Anda.\n4. Buat surat kehilangan untuk penggantian.",
         DEVICE, "Data security › Lost device", author="citra.kirana", stands="in_review", tags="ponsel, hilang", days=2, read=0, helped=0),
    Told("Sertifikat EDC: jadwal pembaruan tahunan", "Daftar toko dan tanggalnya, untuk dukungan toko.",
         "## Jadwal\n\nDiperbarui tiap Februari. Isi tabel menyusul dari **Kasir Prima**.\n\n…",
         EDC, "Hardware › Point of sale", author="hendra.gunawan", readers="teams", team="Dukungan Toko", stands="draft", tags="edc", days=5, read=0, helped=0),
    Told("Memasang aplikasi kasir versi 7", "Untuk versi lama; diganti oleh pemasangan otomatis.",
         "## Langkah\n\n1. Unduh pemasang dari map bersama.\n2. Jalankan sebagai administrator.",
         POS, "Software › Business application", author="lina.marlina", stands="retired", tags="kasir", days=90, read=2, helped=0),
]  # fmt: skip

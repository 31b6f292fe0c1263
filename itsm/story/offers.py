"""What people of the company can request: each with the questions that whoever fulfils it needs answered."""

from __future__ import annotations

from typing import Any

from incidents.catalogue.fields import Choice, Condition, FormField

Q = FormField


def _choices(*told: str) -> tuple[Choice, ...]:
    split = [each.split("|") for each in told]
    return tuple(Choice(code=code, label=label, english=english) for code, label, english in split)


def _when(field: str, value: str, op: str = "is") -> Condition:
    return Condition(field=field, op=op, value=value)


FOR = Q(key="for_whom", type="person", label="Untuk siapa", english="For whom", required=True, prefill="me",
        hint="Nama atau e-mail.", english_hint="Name or e-mail.")  # fmt: skip
WHY = Q(key="why", type="long_text", label="Untuk keperluan apa", english="What is it needed for", required=True)
UNTIL = Q(key="until", type="date", label="Sampai tanggal", english="Until", required=True, least=1, most=365,
          condition=_when("how_long", "limited"))  # fmt: skip
HOW_LONG = Q(key="how_long", type="one", label="Untuk berapa lama", english="For how long", required=True,
             choices=_choices("unlimited|Seterusnya|For good", "limited|Sampai tanggal tertentu|Until a certain day"))  # fmt: skip

OFFERS: list[dict[str, Any]] = [
    {
        "name": "Laptop baru", "english_name": "New laptop", "icon": "device-laptop", "service": "Komputer dan perangkat",
        "summary": "Laptop kerja untuk karyawan baru atau pengganti yang rusak.",
        "english_summary": "A laptop for work: for a new colleague, or instead of a broken one.",
        "category": "Hardware › Computer", "team": "Perangkat", "approval": "manager", "keywords": "notebook komputer macbook pc",
        "usual_time": "5 hari kerja", "english_usual_time": "5 working days",
        "fields": [
            FOR,
            Q(key="reason", type="one", label="Alasan", english="Reason", required=True,
              choices=_choices("new|Karyawan baru|New colleague", "replacement|Pengganti|Replacement")),
            Q(key="old_laptop", type="item", label="Laptop yang diganti", english="Laptop to be replaced", item_kind="laptop",
              only_mine=False, required=True, condition=_when("reason", "replacement")),
            Q(key="fault", type="long_text", label="Apa kerusakannya", english="What is wrong with it", condition=_when("reason", "replacement")),
            Q(key="model", type="one", label="Model", english="Model", required=True,
              choices=_choices("office|Kantor, 14 inci|Office, 14 inch", "field|Lapangan, tahan banting|Field, rugged", "design|Desain, 16 inci|Design, 16 inch")),
            Q(key="justification", type="long_text", label="Mengapa model ini", english="Why this model", required=True, least=10,
              hint="Model ini tiga kali lebih mahal.", english_hint="This one costs three times as much.", condition=_when("model", "design")),
            Q(key="extras", type="many", label="Perlengkapan", english="Accessories",
              choices=_choices("dock|Dok|Dock", "monitor|Monitor|Monitor", "headset|Headset|Headset", "mouse|Tetikus|Mouse")),
            Q(key="needed_on", type="date", label="Diperlukan pada", english="Needed on", required=True, least=3, most=120),
        ],
    },
    {
        "name": "Akses SAP", "english_name": "Access to SAP", "icon": "key", "service": "ERP keuangan",
        "summary": "Hak akses ke modul SAP sesuai pekerjaan.", "english_summary": "Rights in the modules of SAP that the work needs.",
        "category": "Account and access › Rights", "team": "Aplikasi Bisnis", "approval": "both", "keywords": "erp keuangan otorisasi role",
        "usual_time": "2 hari kerja", "english_usual_time": "2 working days",
        "fields": [
            FOR,
            Q(key="modules", type="many", label="Modul", english="Modules", required=True,
              choices=_choices("fi|Keuangan (FI)|Finance (FI)", "mm|Pembelian (MM)|Purchasing (MM)", "sd|Penjualan (SD)|Sales (SD)", "hr|Personalia (HR)|Personnel (HR)")),
            Q(key="pays", type="yes_no", label="Boleh menyetujui pembayaran?", english="May they release payments?", required=True, condition=_when("modules", "fi", "contains")),
            Q(key="limit", type="number", label="Batas per pembayaran (juta rupiah)", english="Limit of a payment (million rupiah)", required=True, least=1, most=500, condition=_when("pays", "yes")),
            WHY, HOW_LONG, UNTIL,
        ],
    },
    {
        "name": "Akses VPN", "english_name": "VPN access", "icon": "wifi", "service": "Koneksi internet dan WAN",
        "summary": "Bekerja dari luar kantor dengan aman.", "english_summary": "Work safely from outside the office.",
        "category": "Network access › VPN", "team": "Jaringan", "approval": "manager", "keywords": "remote wfh rumah forticlient",
        "usual_time": "1 hari kerja", "english_usual_time": "1 working day",
        "fields": [
            FOR,
            Q(key="device", type="one", label="Dari perangkat apa", english="From which device", required=True,
              choices=_choices("company|Laptop perusahaan|Company laptop", "own|Perangkat sendiri|Own device")),
            Q(key="laptop", type="item", label="Laptop", english="Laptop", item_kind="laptop", only_mine=False, condition=_when("device", "company")),
            Q(key="agreed", type="yes_no", label="Saya memahami aturan perangkat sendiri", english="I know the rules for own devices", required=True, condition=_when("device", "own")),
            HOW_LONG, UNTIL,
        ],
    },
    {
        "name": "Kartu akses gedung", "english_name": "Building access card", "icon": "id-badge-2", "service": "Akun dan akses",
        "summary": "Kartu baru, pengganti yang hilang, atau area tambahan.", "english_summary": "A new card, one for a lost one, or more areas.",
        "category": "Building and facilities", "team": "Service Desk", "approval": "manager", "keywords": "badge pintu hilang lobi",
        "usual_time": "2 hari kerja", "english_usual_time": "2 working days",
        "fields": [
            FOR,
            Q(key="what", type="one", label="Apa yang diperlukan", english="What is needed", required=True,
              choices=_choices("new|Kartu baru|New card", "lost|Kartu hilang|Lost card", "areas|Area tambahan|More areas")),
            Q(key="lost_on", type="date", label="Hilang pada", english="Lost on", most=0, condition=_when("what", "lost")),
            Q(key="areas", type="many", label="Area", english="Areas", required=True, condition=_when("what", "lost", "is_not"),
              choices=_choices("office|Kantor pusat|Head office", "warehouse|Gudang Cikarang|Cikarang warehouse", "data_centre|Pusat data|Data centre")),
            Q(key="photo", type="file", label="Foto", english="Photograph", most=1, condition=_when("what", "new")),
        ],
    },
    {
        "name": "Akun e-mail karyawan baru", "english_name": "E-mail account for a new colleague", "icon": "user-plus", "service": "E-mail dan kolaborasi",
        "summary": "Akun, kotak surat dan grup untuk hari pertama.", "english_summary": "Account, mailbox and groups for the first day.",
        "category": "Account and access › New employee", "team": "Service Desk", "approval": "none", "keywords": "onboarding karyawan baru email akun",
        "usual_time": "1 hari kerja", "english_usual_time": "1 working day", "roles": ["requester"],
        "fields": [
            Q(key="name", type="text", label="Nama lengkap", english="Full name", required=True, least=3),
            Q(key="job", type="text", label="Jabatan", english="Job title", required=True),
            Q(key="place", type="text", label="Lokasi kerja", english="Place of work", required=True, prefill="location"),
            Q(key="manager", type="person", label="Atasan", english="Manager", required=True, prefill="me"),
            Q(key="first_day", type="date", label="Hari pertama", english="First day", required=True, least=1, most=120),
            Q(key="groups", type="many", label="Grup e-mail", english="Mail groups",
              choices=_choices("all|Semua karyawan|All staff", "store|Toko|Stores", "office|Kantor pusat|Head office", "warehouse|Gudang|Warehouse")),
        ],
    },
    {
        "name": "Perangkat lunak berlisensi", "english_name": "Licensed software", "icon": "apps", "service": "Komputer dan perangkat",
        "summary": "Lisensi dan pemasangan aplikasi berbayar.", "english_summary": "A licence for a paid application, installed.",
        "category": "Software › Office applications", "team": "Perangkat", "approval": "both", "keywords": "adobe visio autocad lisensi software aplikasi",
        "usual_time": "3 hari kerja", "english_usual_time": "3 working days",
        "fields": [
            FOR,
            Q(key="product", type="one", label="Aplikasi", english="Application", required=True,
              choices=_choices("adobe|Adobe Creative Cloud|Adobe Creative Cloud", "visio|Microsoft Visio|Microsoft Visio", "autocad|AutoCAD|AutoCAD", "power_bi|Power BI Pro|Power BI Pro", "zoom|Zoom Pro|Zoom Pro", "other|Lainnya|Another")),
            Q(key="other_product", type="text", label="Nama aplikasi", english="Which one", required=True, condition=_when("product", "other")),
            Q(key="quotation", type="file", label="Penawaran harga", english="Quotation", required=True, most=3, condition=_when("product", "other")),
            Q(key="laptop", type="item", label="Dipasang di", english="To be installed on", item_kind="laptop", only_mine=False),
            WHY,
        ],
    },
    {
        "name": "Reset MFA", "english_name": "Reset of MFA", "icon": "shield-lock", "service": "Akun dan akses",
        "summary": "Ponsel hilang atau ganti: daftarkan ulang kode masuk.", "english_summary": "Phone lost or changed: enrol the sign-in code anew.",
        "category": "Account and access › Password", "team": "Service Desk", "approval": "none", "keywords": "otp authenticator ponsel masuk login kode",
        "usual_time": "30 menit", "english_usual_time": "30 minutes", "urgency": 2,
        "fields": [
            Q(key="phone", type="text", label="Nomor ponsel untuk dihubungi", english="Phone number to call", required=True, prefill="phone"),
            Q(key="lost", type="yes_no", label="Apakah ponsel hilang atau dicuri?", english="Was the phone lost or stolen?", required=True),
            Q(key="lost_on", type="date", label="Sejak kapan", english="Since when", required=True, most=0, condition=_when("lost", "yes")),
        ],
    },
    {
        "name": "Pindah meja", "english_name": "Move to another desk", "icon": "armchair", "service": "Komputer dan perangkat",
        "summary": "Pindahkan komputer dan telepon ke meja lain.", "english_summary": "Move computer and phone to another desk.",
        "category": "Building and facilities", "team": "Perangkat", "approval": "manager", "keywords": "pindah ruang lantai kursi",
        "usual_time": "3 hari kerja", "english_usual_time": "3 working days",
        "fields": [
            Q(key="from_place", type="text", label="Dari", english="From", required=True, prefill="location"),
            Q(key="to_place", type="text", label="Ke", english="To", required=True),
            Q(key="things", type="many", label="Yang dipindahkan", english="What moves", required=True,
              choices=_choices("computer|Komputer|Computer", "phone|Telepon|Phone", "cabinet|Lemari|Cabinet")),
            Q(key="people", type="number", label="Berapa orang", english="How many people", required=True, least=1, most=50),
            Q(key="on", type="date", label="Pada tanggal", english="On", required=True, least=2, most=90),
        ],
    },
    {
        "name": "Ponsel dinas", "english_name": "Company phone", "icon": "device-mobile", "service": "Komputer dan perangkat",
        "summary": "Ponsel dengan kartu SIM perusahaan.", "english_summary": "A phone with a SIM card of the company.",
        "category": "Hardware › Phone and tablet", "team": "Perangkat", "approval": "both", "keywords": "hp handphone sim pulsa kuota",
        "usual_time": "5 hari kerja", "english_usual_time": "5 working days",
        "fields": [
            FOR, WHY,
            Q(key="abroad", type="yes_no", label="Dipakai di luar negeri?", english="Used abroad?", required=True),
            Q(key="countries", type="text", label="Negara mana", english="Which countries", required=True, condition=_when("abroad", "yes")),
        ],
    },
    {
        "name": "Akses folder bersama", "english_name": "Access to a shared folder", "icon": "database", "service": "Server dan penyimpanan",
        "summary": "Membaca atau menulis di folder tim.", "english_summary": "Read or write in a team's folder.",
        "category": "Account and access › Rights", "team": "Server dan Cloud", "approval": "manager", "keywords": "folder file share drive berbagi",
        "usual_time": "4 jam kerja", "english_usual_time": "4 working hours",
        "fields": [
            FOR,
            Q(key="folder", type="text", label="Folder", english="Folder", required=True, hint="Seperti \\\\berkas\\keuangan\\2026", english_hint="Like \\\\files\\finance\\2026"),
            Q(key="right", type="one", label="Hak", english="Right", required=True, choices=_choices("read|Membaca|Read", "write|Membaca dan menulis|Read and write")),
            HOW_LONG, UNTIL,
        ],
    },
    {
        "name": "Laporan khusus", "english_name": "A report made for you", "icon": "chart-bar", "service": "Laporan dan analitik",
        "summary": "Laporan penjualan atau stok yang belum ada di dasbor.", "english_summary": "A report on sales or stock that no dashboard has yet.",
        "category": "Data and reports › Missing report", "team": "Aplikasi Bisnis", "approval": "none", "keywords": "data dasbor excel analitik",
        "usual_time": "10 hari kerja", "english_usual_time": "10 working days",
        "fields": [
            Q(key="question", type="long_text", label="Pertanyaan apa yang harus dijawab", english="Which question should it answer", required=True, least=15),
            Q(key="personal", type="yes_no", label="Memuat data pribadi?", english="Does it hold personal data?", required=True),
            Q(key="basis", type="text", label="Dasar pemrosesan (UU PDP)", english="Lawful basis (UU PDP)", required=True, condition=_when("personal", "yes")),
            Q(key="how_often", type="one", label="Seberapa sering", english="How often", required=True, choices=_choices("once|Sekali|Once", "weekly|Setiap minggu|Weekly", "monthly|Setiap bulan|Monthly")),
            Q(key="example", type="file", label="Contoh", english="Example", most=3),
        ],
    },
    {
        "name": "Perangkat kasir tambahan", "english_name": "Another cash desk", "icon": "package", "service": "Sistem kasir (POS)",
        "summary": "Terminal kasir lengkap untuk musim ramai.", "english_summary": "A whole cash desk for the busy season.",
        "category": "Hardware › Point of sale", "team": "Dukungan Toko", "approval": "owner", "keywords": "pos edc terminal toko lebaran",
        "usual_time": "7 hari kerja", "english_usual_time": "7 working days",
        "fields": [
            Q(key="shop", type="text", label="Toko", english="Shop", required=True, prefill="location"),
            Q(key="count", type="number", label="Jumlah", english="How many", required=True, least=1, most=6),
            Q(key="season", type="one", label="Untuk", english="For", required=True, choices=_choices("lebaran|Lebaran|Eid", "year_end|Akhir tahun|End of the year", "opening|Pembukaan toko|Opening of a shop")),
            Q(key="from_day", type="date", label="Mulai", english="From", required=True, least=7, most=180),
        ],
    },
]  # fmt: skip

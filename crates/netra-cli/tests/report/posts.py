#!/usr/bin/env python3
"""Made-up posts about the made-up election of Awan Biru, as JSON Lines: posts.py [COUNT]

The same count gives the same posts. Nobody in them exists.
"""
import datetime
import json
import random
import sys

NAMES = [("Wayan-Sekar", 1, "9999"), ("Tirta-Laras", 2, "9999"), ("Bayu-Intan", 3, "9999"), ("Galih-Melati", 2, "9998")]
PLATFORMS = ["x", "facebook", "instagram", "tiktok", "youtube"]
STATUSES = ["pns", "pppk", "ppnpn", "kades", "unknown", "unknown", "unknown"]
FRAMES = [
    "Saya mendukung penuh {who}, semoga menang tahun ini.",
    "Ayo coblos nomor {number}, {who}, jangan lupa ajak keluarga dan tetangga!",
    "Menyala {who}, gas terus sampai pelantikan 🔥",
    "Kaos {who} sudah sampai, besok dipakai rame-rame ke lapangan kecamatan.",
    "Baru pulang dari kampanye akbar {who}, ramai sekali dan penuh semangat.",
    "Salam {number} jari dari kantor kecamatan! {who}!",
    "Jangan pilih {who}, lima tahun cuma janji.",
    "{who} itu tukang bohong, rakyat cuma dikibuli.",
    "Mari kita menangkan {who} di semua TPS, saksi sudah siap.",
    "Bantu like dan bagikan akun {who} ya kawan-kawan.",
    "d u k u n g {who}, c0bl0s nomor {number}!!!",
    "Kata orang {who} bakal menang, apa benar? Saya sendiri mendukung {who}.",
    "Terima kasih @{friend} sudah hadir, kita menangkan {who} bersama!",
]
QUIET = [
    "Pagi ini jalan desa sudah diaspal, terima kasih semuanya.",
    "Resep sayur asem ibu memang paling enak.",
    "ASN dilarang like, komentar, dan share postingan paslon. Jaga netralitas!",
    "Jadwal kampanye: Wayan-Sekar di zona A, Tirta-Laras di zona B.",
    "Gunakan hak pilih Anda. Jangan golput!",
    "Hujan deras di kota, hati-hati di jalan.",
]
COPY = "Mari kita menangkan Wayan-Sekar nomor 1 untuk Awan Biru, terang untuk semua desa, sebarkan ke lima grup!"
CHANGES = ["", " Amin!", " 🙏🙏", " Ayo!", " @{friend}"]
HOSTILE = [
    "</script><script>document.title='dirampas'</script> Dukung Wayan-Sekar nomor 1!",
    "<img src=x onerror=\"document.title='dirampas'\"> Ayo coblos nomor 1, Wayan-Sekar!",
    "{{ 7 * 7 }} ${7*7} <!-- Saya mendukung penuh Wayan-Sekar, semoga menang -->",
    "=HYPERLINK(\"http://contoh.invalid\",\"klik\") Saya mendukung penuh Wayan-Sekar nomor 1",
    "Saya mendukung penuh Wayan-Sekar \u202eterbalik\u202c nomor 1 \u0000\u2028 selesai",
    "Lihat https://x.com/warga_biasa/status/12345 dan tulis ke warga.biasa@contoh.id: dukung Wayan-Sekar, coblos nomor 1!",
]


def posts(count):
    chance = random.Random(2031)
    begin = datetime.datetime(2031, 9, 28, 6, 0)
    for number in range(count):
        kind = chance.random()
        friend = f"warga_{chance.randrange(60)}"
        who, ballot, region = chance.choice(NAMES)
        if number < len(HOSTILE):
            text, region = HOSTILE[number], "9999"
        elif kind < 0.35:
            text = chance.choice(QUIET)
        elif kind < 0.5:
            text, region = COPY + chance.choice(CHANGES).format(friend=friend), "9999"
        else:
            text = chance.choice(FRAMES).format(who=who, number=ballot, friend=friend)
        time = begin + datetime.timedelta(minutes=chance.randrange(56 * 24 * 60))
        post = {
            "id": f"ab-{number:06}" if number % 9 else 9007199254740993 + number,
            "text": text,
            "time": time.strftime("%Y-%m-%dT%H:%M:00+07:00"),
            "region": region,
            "platform": chance.choice(PLATFORMS),
            "url": f"https://contoh.invalid/warga_{number % 40}/{number}",
            "author": {"account": f"@warga_{number % 40}", "status": chance.choice(STATUSES)},
        }
        if number % 31 == 7:
            del post["time"]
        if number % 17 == 5:
            post["action"] = "comment"
            post["target"] = {"text": f"Coblos {who}, nomor {ballot}!", "account": f"@tetangga_{number % 7}", "name": "Pak Tetangga"}
        yield post


if __name__ == "__main__":
    for post in posts(int(sys.argv[1]) if len(sys.argv) > 1 else 400):
        print(json.dumps(post, ensure_ascii=False))

"""Names of seas and lakes in the languages of the corridors.

Source: names in general use on maps and in encyclopedias of each language.
"""

from __future__ import annotations

__all__ = ["WATER_NAMES"]

WATER_NAMES: dict[str, dict[str, str]] = {
    "az": {
        "Caspian Sea": "Xəzər dənizi", "Black Sea": "Qara dəniz",
        "Persian Gulf": "Fars körfəzi", "Gulf of Oman": "Oman körfəzi",
        "Arabian Sea": "Ərəb dənizi", "Red Sea": "Qırmızı dəniz",
        "Gulf of Aden": "Ədən körfəzi", "Mediterranean Sea": "Aralıq dənizi",
        "Aegean Sea": "Egey dənizi", "Adriatic Sea": "Adriatik dənizi",
        "Baltic Sea": "Baltik dənizi", "Gulf of Bothnia": "Botnik körfəzi",
        "North Sea": "Şimal dənizi", "Norwegian Sea": "Norveç dənizi",
        "Barents Sea": "Barents dənizi", "Kara Sea": "Kara dənizi",
        "Sea of Azov": "Azov dənizi", "Bay of Biscay": "Biskay körfəzi",
        "Atlantic Ocean": "Atlantik okeanı", "Indian Ocean": "Hind okeanı",
        "Bay of Bengal": "Benqal körfəzi", "Andaman Sea": "Andaman dənizi",
        "South China Sea": "Cənubi Çin dənizi", "East China Sea": "Şərqi Çin dənizi",
        "Yellow Sea": "Sarı dəniz", "Sea of Japan": "Yapon dənizi",
        "Sea of Okhotsk": "Oxot dənizi", "Philippine Sea": "Filippin dənizi",
        "Pacific Ocean": "Sakit okean", "Lake Balkhash": "Balxaş", "Issyk-Kul": "İssık-Kul",
        "Lake Ladoga": "Ladoqa", "North Aral Sea": "Şimali Aral", "Lake Onega": "Oneqa",
        "Rybinsk Reservoir": "Rıbinsk su anbarı", "Sarygamysh": "Sarıqamış",
        "Lake Sevan": "Sevan gölü", "Lake Urmia": "Urmiya gölü", "Lake Van": "Van gölü"},
    "fa": {
        "Caspian Sea": "دریای خزر", "Black Sea": "دریای سیاه", "Persian Gulf": "خلیج فارس",
        "Gulf of Oman": "دریای عمان", "Arabian Sea": "دریای عرب", "Red Sea": "دریای سرخ",
        "Gulf of Aden": "خلیج عدن", "Mediterranean Sea": "دریای مدیترانه",
        "Aegean Sea": "دریای اژه", "Adriatic Sea": "دریای آدریاتیک",
        "Baltic Sea": "دریای بالتیک", "Gulf of Bothnia": "خلیج بوتنی",
        "North Sea": "دریای شمال", "Norwegian Sea": "دریای نروژ",
        "Barents Sea": "دریای بارنتس", "Kara Sea": "دریای کارا",
        "Sea of Azov": "دریای آزوف", "Bay of Biscay": "خلیج بیسکای",
        "Atlantic Ocean": "اقیانوس اطلس", "Indian Ocean": "اقیانوس هند",
        "Bay of Bengal": "خلیج بنگال", "Andaman Sea": "دریای آندامان",
        "South China Sea": "دریای چین جنوبی", "East China Sea": "دریای چین شرقی",
        "Yellow Sea": "دریای زرد", "Sea of Japan": "دریای ژاپن",
        "Sea of Okhotsk": "دریای اختسک", "Philippine Sea": "دریای فیلیپین",
        "Pacific Ocean": "اقیانوس آرام", "Lake Balkhash": "بالخاش",
        "Issyk-Kul": "ایسیک‌کول", "Lake Ladoga": "لادوگا", "North Aral Sea": "آرال شمالی",
        "Lake Onega": "اونگا", "Rybinsk Reservoir": "دریاچهٔ ریبینسک",
        "Sarygamysh": "ساریقمیش", "Lake Sevan": "دریاچهٔ سوان",
        "Lake Urmia": "دریاچهٔ ارومیه", "Lake Van": "دریاچهٔ وان"},
    "ru": {
        "Caspian Sea": "Каспийское море", "Black Sea": "Чёрное море",
        "Persian Gulf": "Персидский залив", "Gulf of Oman": "Оманский залив",
        "Arabian Sea": "Аравийское море", "Red Sea": "Красное море",
        "Gulf of Aden": "Аденский залив", "Mediterranean Sea": "Средиземное море",
        "Aegean Sea": "Эгейское море", "Adriatic Sea": "Адриатическое море",
        "Baltic Sea": "Балтийское море", "Gulf of Bothnia": "Ботнический залив",
        "North Sea": "Северное море", "Norwegian Sea": "Норвежское море",
        "Barents Sea": "Баренцево море", "Kara Sea": "Карское море",
        "Sea of Azov": "Азовское море", "Bay of Biscay": "Бискайский залив",
        "Atlantic Ocean": "Атлантический океан", "Indian Ocean": "Индийский океан",
        "Bay of Bengal": "Бенгальский залив", "Andaman Sea": "Андаманское море",
        "South China Sea": "Южно-Китайское море",
        "East China Sea": "Восточно-Китайское море", "Yellow Sea": "Жёлтое море",
        "Sea of Japan": "Японское море", "Sea of Okhotsk": "Охотское море",
        "Philippine Sea": "Филиппинское море", "Pacific Ocean": "Тихий океан",
        "Lake Balkhash": "оз. Балхаш", "Issyk-Kul": "Иссык-Куль",
        "Lake Ladoga": "Ладожское озеро", "North Aral Sea": "Северный Арал",
        "Lake Onega": "Онежское озеро", "Rybinsk Reservoir": "Рыбинское вдхр.",
        "Sarygamysh": "Сарыкамыш", "Lake Sevan": "оз. Севан", "Lake Urmia": "оз. Урмия",
        "Lake Van": "оз. Ван"},
    "hy": {
        "Caspian Sea": "Կասպից ծով", "Black Sea": "Սև ծով", "Persian Gulf": "Պարսից ծոց",
        "Mediterranean Sea": "Միջերկրական ծով", "Red Sea": "Կարմիր ծով",
        "Lake Sevan": "Սևանա լիճ", "Lake Urmia": "Ուրմիա լիճ", "Lake Van": "Վանա լիճ"},
    "ka": {
        "Caspian Sea": "კასპიის ზღვა", "Black Sea": "შავი ზღვა",
        "Persian Gulf": "სპარსეთის ყურე", "Mediterranean Sea": "ხმელთაშუა ზღვა",
        "Red Sea": "წითელი ზღვა", "Lake Sevan": "სევანის ტბა", "Lake Urmia": "ურმიის ტბა",
        "Lake Van": "ვანის ტბა"},
    "tr": {
        "Caspian Sea": "Hazar Denizi", "Black Sea": "Karadeniz",
        "Persian Gulf": "Basra Körfezi", "Mediterranean Sea": "Akdeniz",
        "Aegean Sea": "Ege Denizi", "Red Sea": "Kızıldeniz", "Lake Van": "Van Gölü",
        "Lake Urmia": "Urmiye Gölü", "Lake Sevan": "Sevan Gölü"},
    "zh": {
        "Caspian Sea": "里海", "Black Sea": "黑海", "Persian Gulf": "波斯湾",
        "Mediterranean Sea": "地中海", "Red Sea": "红海", "Arabian Sea": "阿拉伯海",
        "Yellow Sea": "黄海", "East China Sea": "东海", "South China Sea": "南海",
        "Sea of Japan": "日本海", "Pacific Ocean": "太平洋", "Indian Ocean": "印度洋",
        "Lake Balkhash": "巴尔喀什湖", "North Aral Sea": "北咸海"},
}
"""By language, ISO 639, and English name; what is missing keeps its English name."""

"""One headline in many scripts, and what reads it in which direction."""

HEADLINES = {
    "Latin": "Free movement for Ẹ̀ṣọ́, Nguyễn Ẩn, Łukasz and Şükrü",
    "Cyrillic": "Свободное движение: Україна, Беларусь",
    "Greek": "Ελεύθερη μετακίνηση για όλους",
    "Arabic": "حرية التنقل حق لكل العمال",
    "Persian": "آزادی جابجایی برای همهٔ کارگران",
    "Hebrew": "חופש תנועה לכל עובדת ועובד",
    "Devanagari": "मुक्त आवाजाही श्रमिकों का अधिकार है",
    "Bengali": "মুক্ত চলাচল শ্রমিকের অধিকার",
    "Tamil": "தொழிலாளர் சுதந்திரம்",
    "Chinese": "人民自由流动，工人团结起来！",
    "Japanese": "移動の自由を、すべての人に",
    "Amharic": "የመንቀሳቀስ ነፃነት",
    "mixed, from the left": "LCFM: حرية التنقل (Free Movement) in Europe",
    "mixed, from the right": "حرية التنقل (Free Movement) 2026",
}

"""What people type on the way; the same in whatever language a page is read."""

MOTIVATION = "I want to see how another clinic works, and to bring home what is useful."
PHONE = "+7 700 123 45 67"
EMERGENCY = "Aunt Saule, +7 700 765 43 21"
REFUSAL = "The academic debt was not settled before the school released the applications."
TEAMWORK = "Showed it in the interview and in the group task."
COMMENT = "Clear about what is to be learnt."
CORRECTION_ASKED = "The passport number is missing in the letter."
CORRECTED = "The passport number was added to the record."
DECLINED = "A family matter keeps me at home."
ARTICLE = {  # what an editor writes: title and text
    "kk": ("331-кабинеттегі бір күн", "Таңертең хаттарға жауап береміз."),
    "ru": ("Один день в кабинете 331", "Утром мы отвечаем на письма."),
    "en": ("A day in room 331", "In the morning letters are answered."),
}
TYPED = (
    MOTIVATION,
    PHONE,
    EMERGENCY,
    REFUSAL,
    TEAMWORK,
    COMMENT,
    CORRECTION_ASKED,
    CORRECTED,
    DECLINED,
)

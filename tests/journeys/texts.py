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
QUESTION = "May I take my accordion along, and where would I practise?"
ANSWER = "You may. The dormitory has a room for music; ask for it when you apply for a bed."
FREQUENT = {
    "kk": "Аспабымды ала барсам бола ма?",
    "ru": "Можно ли взять с собой инструмент?",
    "en": "May I take an instrument along?",
}
STORY = {
    "title": "Five months by the sea",
    "text": "The first week I knew nobody and got lost on the way to the ward every day. " * 4,
    "foreign_culture": "Silence at the table is no offence there; it is how one rests.",
    "own_culture": "I saw how much of our hospitality is done by those who are not seen.",
    "tips": "Bring warm clothes, and ask for a mentor before you arrive.",
    "cost_per_month": "450",
    "cost_note": "A room for two and a ticket for the bus.",
}
REPLY = "Thank you, this helped me to decide where to go."
ADVERTISING = "Cheap flights to every city, call me today!"
REPORT = "The same text stands under another story."
OVERRIDE = "The host asked for one student who reads Lithuanian."
APPEAL = "My certificate of C2 was handed in before the deadline."
UPHELD = "The certificate had been overlooked; the wish counts."
DOUBTER = "A parent who asked how the seats were given"
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
    QUESTION,
    ANSWER,
    *(text.strip() for text in STORY.values()),
    REPLY,
    ADVERTISING,
    REPORT,
    OVERRIDE,
    APPEAL,
    UPHELD,
    DOUBTER,
)

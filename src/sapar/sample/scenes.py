"""The sample's pictures, one function a scene."""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image

from sapar.sample.drawing import HEIGHT, WIDTH, Canvas

INK, PAPER, WHITE = "#231f1a", "#faf7f2", "#ffffff"
SKY, SKY_DEEP, SKY_PALE, SKY_LIGHT = "#0b5e92", "#084970", "#e5f0f8", "#86c5ef"
OCHRE, OCHRE_LIGHT, OCHRE_PALE = "#d69a3a", "#e8b766", "#fbf0db"
GRASS, GRASS_DEEP, GRASS_PALE = "#7f9a5b", "#4f6b3c", "#b9bf7d"
BRICK, BRICK_DEEP, STONE, STONE_DEEP = "#b5533c", "#8a3b2a", "#d9cfc0", "#a89a86"


def steppe() -> Canvas:
    canvas = Canvas("#7fb9e0", OCHRE_PALE)
    canvas.circle(690, 250, 62, OCHRE_LIGHT)
    canvas.hills(330, 40, 5, 0.4, "#a9b8b5")
    canvas.hills(385, 30, 4, 2.2, GRASS_PALE)
    canvas.hills(450, 26, 3, 4.0, GRASS)
    canvas.shape(
        [(420, 640), (600, 640), (506, 500), (566, 430), (552, 430), (470, 500)], OCHRE_PALE
    )
    canvas.hills(590, 18, 6, 1.0, GRASS_DEEP)
    _yurt(canvas, 210, 470)
    _yurt(canvas, 320, 458, 0.7)
    for x in range(12, WIDTH, 23):
        lean = 8 * math.sin(x)
        canvas.line([(x, 640), (x + lean, 596 + 10 * math.sin(x * 1.7))], OCHRE_LIGHT, 2)
    return canvas


def campus() -> Canvas:
    canvas = Canvas("#8cc4e8", SKY_PALE)
    canvas.hills(430, 24, 5, 1.0, GRASS_PALE)
    canvas.box(140, 230, 680, 260, OCHRE_PALE)
    canvas.box(140, 222, 680, 16, STONE_DEEP)
    canvas.windows(168, 262, 5, 4, (44, 54), (24, 34), SKY)
    canvas.windows(584, 262, 5, 4, (44, 54), (24, 34), SKY)
    canvas.box(390, 190, 180, 300, STONE)
    canvas.shape([(374, 192), (480, 120), (586, 192)], STONE_DEEP)
    for x in (400, 440, 500, 540):
        canvas.box(x, 210, 18, 260, WHITE)
    canvas.arch(458, 380, 44, 100, SKY_DEEP)
    canvas.box(0, 488, WIDTH, 152, GRASS)
    canvas.shape([(430, 488), (530, 488), (700, 640), (260, 640)], OCHRE_PALE)
    for x, foot, height in ((70, 520, 170), (230, 540, 130), (740, 540, 140), (890, 525, 190)):
        canvas.tree(x, foot, height, GRASS_DEEP, BRICK_DEEP)
    return canvas


def library() -> Canvas:
    canvas = Canvas(OCHRE_PALE, "#ead9b8")
    colours = (SKY, BRICK, OCHRE, GRASS_DEEP, SKY_LIGHT, STONE_DEEP, SKY_DEEP, OCHRE_LIGHT)
    for row in range(4):
        foot = 130 + row * 112
        x = 40.0
        while x < 905:
            number = int(x * 7 + row * 13)
            width, height = 14 + number % 13, 62 + number % 29
            if not 430 < x + width < 520 or row > 2:
                canvas.box(x, foot - height, width, height, colours[number % len(colours)])
            x += width + 2
        canvas.box(24, foot, WIDTH - 48, 10, BRICK_DEEP)
    canvas.arch(400, 60, 160, 300, SKY_PALE)
    canvas.box(476, 60, 8, 300, STONE_DEEP)
    canvas.box(0, 500, WIDTH, 140, STONE)
    canvas.box(120, 520, 720, 24, BRICK)
    canvas.box(160, 544, 20, 96, BRICK_DEEP)
    canvas.box(780, 544, 20, 96, BRICK_DEEP)
    for x, cover in ((300, WHITE), (560, PAPER)):
        canvas.shape([(x, 520), (x + 60, 508), (x + 120, 520), (x + 60, 526)], cover)
    canvas.shape([(690, 440), (750, 440), (774, 476), (666, 476)], GRASS_DEEP)
    canvas.line([(720, 476), (720, 520)], INK, 5)
    return canvas


def ward() -> Canvas:
    canvas = Canvas("#eef5f6", "#dfeaec")
    canvas.box(90, 80, 330, 250, SKY_LIGHT)
    canvas.box(90, 250, 330, 80, GRASS_PALE)
    canvas.box(248, 80, 12, 250, WHITE)
    canvas.box(0, 500, WIDTH, 140, "#c5d5d2")
    canvas.box(440, 430, 400, 46, WHITE)
    canvas.shape([(470, 432), (540, 386), (600, 386), (620, 432)], SKY_PALE)
    canvas.box(600, 400, 240, 50, SKY)
    for x in (440, 830):
        canvas.box(x, 370, 14, 190, STONE_DEEP)
        canvas.circle(x + 7, 566, 12, INK)
    canvas.line([(400, 560), (400, 200), (430, 200)], STONE_DEEP, 6)
    canvas.box(414, 200, 34, 62, "#bfe0ee")
    canvas.line([(431, 262), (440, 340), (500, 410)], SKY_LIGHT, 3)
    canvas.box(600, 120, 220, 130, SKY_DEEP)
    beat = [(610, 190), (660, 190), (680, 150), (704, 224), (724, 190), (810, 190)]
    canvas.line(beat, "#8fd0a2", 5)
    return canvas


def airport() -> Canvas:
    canvas = Canvas(SKY, OCHRE_LIGHT)
    canvas.circle(250, 430, 70, OCHRE_PALE)
    canvas.hills(470, 22, 4, 0.8, "#8a6a3c")
    canvas.box(0, 500, WIDTH, 140, "#55504a")
    for x in range(20, WIDTH, 120):
        canvas.box(x, 566, 66, 8, PAPER)
    canvas.box(800, 300, 34, 200, STONE)
    canvas.shape([(776, 300), (858, 300), (844, 248), (790, 248)], SKY_DEEP)
    canvas.box(640, 440, 160, 60, STONE_DEEP)
    canvas.windows(652, 456, 7, 1, (21, 0), (13, 20), SKY_LIGHT)
    body = [(300, 330), (330, 306), (640, 200), (690, 196), (706, 212), (668, 236), (350, 342)]
    canvas.shape([(330, 318), (286, 250), (316, 244), (380, 300)], BRICK)
    canvas.shape(body, WHITE)
    canvas.shape([(470, 276), (540, 252), (520, 392), (486, 396)], STONE)
    canvas.shape([(500, 248), (546, 232), (470, 176), (446, 182)], STONE)
    for step in range(9):
        canvas.circle(430 + step * 26, 286 - step * 8.8, 5, SKY_DEEP)
    return canvas


def vilnius() -> Canvas:
    canvas = Canvas("#9fcdea", OCHRE_PALE)
    canvas.hills(360, 60, 3, 0.6, GRASS_PALE)
    canvas.shape([(480, 470), (600, 250), (740, 236), (900, 470)], GRASS)
    canvas.box(628, 140, 76, 106, BRICK)
    canvas.windows(640, 160, 2, 2, (34, 38), (14, 22), INK)
    for x in (628, 652, 676):
        canvas.box(x, 128, 14, 14, BRICK_DEEP)
    canvas.line([(666, 128), (666, 76)], INK, 3)
    for top, colour in ((76, OCHRE), (86, GRASS_DEEP), (96, BRICK)):
        canvas.box(668, top, 40, 10, colour)
    canvas.box(250, 220, 54, 250, WHITE)
    canvas.shape([(244, 222), (277, 150), (310, 222)], STONE_DEEP)
    canvas.windows(268, 246, 1, 4, (0, 54), (18, 26), STONE_DEEP)
    canvas.box(330, 320, 190, 150, PAPER)
    canvas.shape([(318, 322), (425, 262), (532, 322)], STONE)
    for x in range(342, 510, 30):
        canvas.box(x, 330, 14, 140, STONE_DEEP)
    roofs = ((20, 84), (110, 70), (186, 60), (540, 84), (632, 70), (710, 92), (810, 74), (890, 80))
    for number, (x, width) in enumerate(roofs):
        wall = (OCHRE_PALE, STONE, OCHRE_LIGHT)[number % 3]
        canvas.house(x, 560, (width, 104 + number % 3 * 16), wall, BRICK, SKY_DEEP)
    canvas.box(0, 556, WIDTH, 84, STONE_DEEP)
    return canvas


def porto() -> Canvas:
    canvas = Canvas("#8cc4e8", "#f7dfb4")
    canvas.shape([(0, 500), (0, 210), (240, 250), (420, 400), (470, 500)], STONE_DEEP)
    canvas.shape([(WIDTH, 500), (WIDTH, 230), (800, 260), (720, 500)], GRASS_DEEP)
    walls = (OCHRE_LIGHT, WHITE, BRICK, SKY_LIGHT, OCHRE_PALE, "#d98a6a")
    for row in range(3):
        for number in range(6 - row):
            x, foot = number * 70 + row * 8, 505 - row * 92
            wall = walls[(number + row * 2) % len(walls)]
            canvas.house(x, foot, (62, 100), wall, BRICK_DEEP, SKY_DEEP)
    canvas.box(0, 500, WIDTH, 140, SKY)
    for row in range(5):
        for x in range(row * 37 % 90, WIDTH, 150):
            canvas.box(x, 520 + row * 24, 70, 4, SKY_LIGHT)
    arch = [(x, 500 - 220 * math.sin((x - 380) / 440 * math.pi)) for x in range(380, 821, 10)]
    canvas.line(arch, INK, 9)
    canvas.line([(x, y + 28) for x, y in arch[2:-2]], INK, 5)
    for x, y in arch[1:-1:3]:
        canvas.line([(x, y), (x, 268)], INK, 3)
    canvas.box(290, 258, WIDTH - 290, 14, INK)
    canvas.box(380, 466, 440, 9, INK)
    canvas.shape([(500, 580), (680, 580), (650, 606), (530, 606)], BRICK_DEEP)
    canvas.shape([(590, 500), (590, 570), (530, 570)], OCHRE_PALE)
    return canvas


def astana() -> Canvas:
    canvas = Canvas(SKY_DEEP, "#f3c98a")
    for x, top, width in ((40, 300, 80), (130, 240, 60), (690, 250, 70), (780, 190, 64)):
        canvas.box(x, top, width, 300, SKY)
        canvas.windows(x + 9, top + 14, width // 16, 14, (15, 19), (8, 9), OCHRE_PALE)
    canvas.shape([(560, 540), (640, 420), (668, 210), (674, 210), (760, 440), (900, 540)], SKY_PALE)
    for foot in (600, 700, 800):
        canvas.line([(671, 216), (foot, 540)], SKY_LIGHT, 2)
    for lean in (-70, -40, 40, 70):
        canvas.line([(390 + lean, 540), (390 + lean * 0.22, 330), (390 + lean, 196)], WHITE, 7)
    canvas.box(376, 240, 28, 300, WHITE)
    canvas.circle(390, 176, 66, OCHRE)
    canvas.circle(372, 158, 30, OCHRE_LIGHT)
    canvas.box(0, 536, WIDTH, HEIGHT - 536, "#2d4a3a")
    canvas.shape([(330, 536), (450, 536), (590, 640), (190, 640)], STONE)
    for x in (60, 150, 240, 560, 660, 760, 870):
        canvas.tree(x, 570, 74, GRASS_DEEP, INK)
    return canvas


def _yurt(canvas: Canvas, x: float, foot: float, scale: float = 1.0) -> None:
    width, wall = 116 * scale, 40 * scale
    roof = [
        (x - width / 2, foot - wall),
        (x - 14 * scale, foot - 82 * scale),
        (x + 14 * scale, foot - 82 * scale),
        (x + width / 2, foot - wall),
    ]
    canvas.shape(roof, WHITE)
    canvas.box(x - width / 2, foot - wall, width, wall, PAPER)
    canvas.box(x - width / 2, foot - wall, width, 7 * scale, BRICK)
    canvas.arch(x - 13 * scale, foot - 34 * scale, 26 * scale, 34 * scale, SKY_DEEP)


SCENES: dict[str, Callable[[], Canvas]] = {
    "steppe": steppe,
    "campus": campus,
    "library": library,
    "ward": ward,
    "airport": airport,
    "city-vilnius": vilnius,
    "city-porto": porto,
    "city-astana": astana,
}


def draw(name: str) -> Image.Image:
    return SCENES[name]().finished()

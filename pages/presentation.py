"""Trình chiếu: views pinned on any page, put in order, shown full screen or printed."""

from dvk_data.screen import address, pins, presentation, shell, slides
from dvk_data.screen.reader import say

views = pins.of_address()
if views and address.value("trinh", ["1"]):
    slides.present(views)
elif views and address.value("in", ["1"]):
    slides.on_paper(views)
else:
    shell.title(say("slides.title"))
    if views:
        presentation.arrange(views)
    else:
        presentation.explain()

"""Putting the pinned views in order, with a comment each; without any, how to begin."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from . import address, comparison, note, pins, prepared, slide_file
from .pins import Pin
from .reader import boundary, language, number, plain, row, rows, say

# Ready-made sets: charts of pages, each shown where the page draws it for the place.
OF_PLACE = (
    ("tong-quan", "", "domains"),
    ("mo-hinh", "", "named-domains"),
    ("nguon-luc", "nl-theo=linh-vuc", "resources-domain"),
    ("dich-vu-cong", "", "service-rates"),
    ("dich-vu-cong", "", "service-dossiers"),
    ("khieu-nai-to-cao", "", "petition-steps"),
    ("khieu-nai-to-cao", "", "petition-rates"),
)
OF_PLACES = (
    ("so-sanh", "", "ranked"),
    ("so-sanh", "xem=co-cau", "domains-of-places"),
    ("so-sanh", "xem=bang-nhiet", "heat"),
)
OF_INDICES = (
    ("chi-so-tinh", "", "index-ranking"),
    ("chi-so-tinh", "", "index-profile"),
    ("chi-so-tinh", "", "index-scores"),
    ("chi-so-tinh", "", "index-ranks"),
)


def explain() -> None:
    """What this page is for, how to pin, and sets to begin with."""
    st.markdown(say("slides.how_to", pin=say("slides.pin")))
    st.subheader(say("slides.sets"), anchor=False)
    st.caption(say("slides.sets_hint"))
    richest = row("richest_place", boundary=boundary())
    place = row("area", area_id=richest["area_id"])["name"]
    where = f"noi={richest['area_id']}&nam={richest['year']}"
    sets = {
        say("slides.set_place", place=place, year=richest["year"]): (OF_PLACE, where),
        say("slides.set_places"): ((*OF_PLACES, *_trends()), ""),
        say("slides.set_indices"): (OF_INDICES, ""),
    }
    for i, (name, (views, query)) in enumerate(sets.items()):
        # Not as a callback, which runs before the pages of the dashboard are known.
        if st.button(name, key=f"set-{i}", icon=":material/slideshow:"):
            _take_set(views, query)


def _trends() -> list[tuple]:
    """The measure that most provinces state for more than one year, over the years."""
    known = rows("measures_to_compare", boundary=boundary(), level="province")
    moving = [measure for measure in known if measure["moving"]]
    if not moving:
        return []
    code = comparison.measure_code(max(moving, key=lambda measure: measure["moving"]))
    return [("so-sanh", f"cap=tinh&do={code}&xem=xu-huong", "trend")]


def _take_set(views: tuple, query: str) -> None:
    """The charts of a set that their pages draw now."""
    own = {k: v for k, v in address.shared().items() if k in ("dia-gioi", "suy-luan")}
    parts = [*(f"{name}={value}" for name, value in own.items()), query]
    offered = [
        Pin(page, "&".join(filter(None, [*parts, further])), chart)
        for page, further, chart in views
    ]
    found = [pin for pin in offered if prepared.prepare(pin)]
    if found:
        pins.write(found)
        st.rerun()
    else:
        st.toast(say("slides.set_empty"))


def arrange(views: list[Pin]) -> None:
    """What can be done with all views, then each with its comment and its place in the order."""
    found = [prepared.prepare(pin) for pin in views]
    st.caption(say("slides.count", count=len(views), at_most=pins.AT_MOST))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("slides.present"),
            icon=":material/slideshow:",
            type="primary",
            on_click=_go,
            kwargs={"trinh": "1", "trang": "1"},
        )
        st.button(
            say("slides.print"),
            icon=":material/print:",
            on_click=_go,
            kwargs={"in": "1"},
        )
        slide_file.offer(views, found)
        query = pins.query(views, language())
        note.copy("", say("slides.copy_link"), key="copy-link", query=query)
        st.button(
            say("slides.remove_all"),
            icon=":material/delete:",
            type="tertiary",
            on_click=pins.write,
            args=([],),
        )
    for i, (pin, view) in enumerate(zip(views, found, strict=True)):
        with st.container(border=True, key=f"view-{i}"):
            _arrange_one(i, pin, view, is_last=i == len(views) - 1)


# A click comes with what was typed just before it: the list is looked up then, not when the button
# was drawn.
def _go(**parameters: str) -> None:
    address.go(**parameters, **{pins.PARAMETER: pins.pack(pins.kept())})


def _comment(pin: Pin, key: str) -> None:
    text = st.session_state[key].strip()
    if len(text) > pins.COMMENT_AT_MOST:
        words = {"found": number(len(text)), "at_most": pins.COMMENT_AT_MOST}
        st.toast(say("slides.comment_cut", **words), icon=":material/content_cut:")
        text = text[: pins.COMMENT_AT_MOST].rstrip()
    pins.write([replace(p, comment=text) if pin.is_same_view(p) else p for p in pins.kept()])


def _move(pin: Pin, by: int) -> None:
    """Put a view so many places further down; by 0 it is taken out."""
    views = pins.kept()
    place = next((i for i, other in enumerate(views) if pin.is_same_view(other)), None)
    if place is None:
        return
    moved = views[place]
    others = [*views[:place], *views[place + 1 :]]
    pins.write([*others[: place + by], moved, *others[place + by :]] if by else others)


def _arrange_one(i: int, pin: Pin, view: prepared.View | None, is_last: bool) -> None:
    title = plain(view.title) if view else say("slides.gone")
    st.markdown(f"**{i + 1}. {title}**")
    if view:
        st.caption(plain(view.subtitle))
    key = f"comment-{pin.page}-{pin.query}-{pin.chart}"
    if st.session_state.get(key) != pin.comment:
        st.session_state[key] = pin.comment
    # With max_chars the browser would drop a longer text that is pasted, without a word.
    st.text_input(
        say("slides.comment"),
        key=key,
        placeholder=say("slides.comment_placeholder"),
        label_visibility="collapsed",
        on_change=_comment,
        args=(pin, key),
    )
    moves = (
        ("up", ":material/arrow_upward:", -1, i == 0),
        ("down", ":material/arrow_downward:", 1, is_last),
        ("remove", ":material/close:", 0, False),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, icon, by, is_idle in moves:
            st.button(
                say(f"slides.{name}"),
                key=f"{name}-{i}",
                icon=icon,
                type="tertiary",
                on_click=_move,
                args=(pin, by),
                disabled=is_idle,
            )
        script = prepared.scripts().get(pin.page)
        if script:
            st.page_link(
                script,
                label=say("slides.open"),
                icon=":material/open_in_new:",
                query_params=pin.parameters(language()),
            )

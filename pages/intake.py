"""Nhập dữ liệu: a unit's own spreadsheet becomes checked data, and can be taken back."""

import streamlit as st

from dvk_data.screen import (
    intake_access,
    intake_file,
    intake_history,
    intake_problems,
    intake_publish,
    shell,
)
from dvk_data.screen.reader import say

shell.title(say("bring.title"))
closed = intake_access.why_closed()
if closed:
    st.info(closed, icon=":material/lock:")
else:
    intake_publish.show_done()
    section = intake_access.choose_section()
    if section == "history":
        intake_history.show()
    else:
        st.markdown(say("bring.how"))
        st.header(say("bring.step_blank"), anchor=False)
        intake_file.offer_blank()
        st.header(say("bring.step_file"), anchor=False)
        taken = intake_file.take_in()
        if taken:
            sent, content = taken
            st.header(say("bring.step_check"), anchor=False)
            confirmed = intake_problems.show(sent, content)
            if confirmed is not None:
                st.header(say("bring.step_publish"), anchor=False)
                intake_publish.show_import(sent, content, confirmed)

"""Nguồn và chất lượng: from any number to its source, from any source to its numbers."""

from dvk_data.screen import (
    check_list,
    coverage,
    dictionary,
    shell,
    source_choices,
    source_list,
    versions,
)
from dvk_data.screen.reader import say

shell.title(say("sources.title"))
section = source_choices.choose_section()
if section == "sources":
    source_list.show()
elif section == "checks":
    check_list.show()
elif section == "coverage":
    coverage.show()
elif section == "dictionary":
    dictionary.show()
else:
    versions.show()

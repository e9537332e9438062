"""What a click, a session, a start and a file cost, beside other ways to build the same."""

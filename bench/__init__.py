"""What a click, a session, a start and a file cost, measured beside other ways to build the same."""

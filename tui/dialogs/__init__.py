"""The forms that change something: each shows every reason of a refusal and keeps what was typed."""

"""What the server for browsers says, in English."""

from __future__ import annotations

from tracker.words.serve import ServeWords

WORDS = ServeWords(
    tag="en",
    open_at="open {address} in a browser on this machine; Ctrl+C ends the server",
    proxied_at="listening at {listening} for the proxy that serves {address}; Ctrl+C ends the server",
    limits="at most {sessions} sessions at once; one that nobody touches ends after {minutes} minutes",
    ended="the server has ended, with all its sessions",
    no_extra="the server for browsers is not installed: pip install 'sanxin[serve]'",
    no_address="{host} is no address of a machine; write a numeric one, such as 127.0.0.1",
    needs_proxy="{host} can be reached from other machines, and nothing here asks who comes: leave --host out to "
                "serve this "
                "machine alone, or put a reverse proxy before it that authenticates people, and say with "
                "--behind-proxy "
                "HEADER and --address URL how it names them",
    no_header="{header} is no header in which a proxy can say who it is; write one such as X-Remote-User",
    no_public="--behind-proxy needs --address URL, the address that people type, such as https://office.county",
    not_public="{address} is no address of a website of its own; write it without a path, such as "
               "https://office.county",
    not_proxy="{proxy} is no address of a machine; write the numeric one that the proxy connects from, such as "
              "10.0.0.5",
    only_with_proxy="{name} means nothing without --behind-proxy HEADER",
    user_is_told="behind a proxy the header says who works; leave --user out",
    not_a_port="{value} is no port; write a whole number from 1 to 65535",
    port_used="port {port} of {host} is in use by another program; end that, or choose another one with --port",
    port_denied="this account may not listen at port {port}; choose one above 1023 with --port",
    not_here="{host} is no address of this machine; leave --host out, or write one that it has",
    refused="This page is not shown",
    closed={
        "account": "This office belongs to another account of this machine. Start a server of your own: sanxin serve.",
        "proxy": "Only the reverse proxy of this office may connect here. Open the address that your office gave "
                 "you.",
        "host": "The server is not known under the name in your address. Open the address exactly as the server "
                "printed it; "
                "a reverse proxy has to pass on the header Host as it came.",
        "origin": "Another website asked for this page. Nothing was opened; type the address yourself.",
        "nobody": "The reverse proxy did not say who you are: the header {header} is missing. Sign in again; if "
                  "it stays so, "
                  "tell whoever set up the proxy.",
        "unreadable": "The reverse proxy did not say plainly who you are: the header {header} is there twice, is "
                      "no text in "
                      "UTF-8, or is longer than a name. Tell whoever set up the proxy.",
    },
    full="All {sessions} sessions are taken",
    full_todo="Close sanxin in another tab, or wait until somebody leaves or a session that nobody touches ends, "
              "then open "
              "this page again. Whoever started the server can allow more with --sessions.",
    opening="Opening the office …",
    left={
        "": "The line to the server broke. What you typed into a form was kept as a draft.",
        "quit": "You have left the office.",
        "full": "All sessions are taken. Close sanxin in another tab, or wait, then open it again.",
        "idle": "Nobody touched this session for {minutes} minutes, so it was ended. What you typed into a form "
                "was kept as a "
                "draft: open the form again, and it is offered there.",
        "failed": "The app ended by itself. What was saved is saved, and what you typed into a form was kept as a "
                  "draft.",
        "stopped": "The server was ended. What you typed into a form was kept as a draft.",
        "folder": "The server cannot make a folder for your settings and drafts. Tell whoever started it.",
    },
    again="Open again",
)

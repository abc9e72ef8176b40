"""The shipped configuration of the web server keeps the promises made for the complaint channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import crossplane
import pytest
from crossplane.analyzer import DIRECTIVES

from complaints.evidence import LARGEST_TOTAL
from portal.uploads.kinds import MEGABYTE

SHIPPED = Path(__file__).resolve().parent.parent.parent / "deploy/nginx/portal.conf"
BUSY = "@complaints_busy"
Block = list[dict[str, Any]]


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Block:
    """The file as nginx reads it: included into `http`, each directive known and where it may stand."""
    whole = tmp_path_factory.mktemp("nginx") / "nginx.conf"
    whole.write_text(f"events {{}}\nhttp {{ include {SHIPPED}; }}\n")
    read = crossplane.parse(str(whole), catch_errors=False, combine=True)
    assert read["status"] == "ok", read["errors"]
    [http] = [each for each in read["config"][0]["parsed"] if each["directive"] == "http"]
    assert unknown(http["block"]) == set()
    return list(http["block"])


def unknown(block: Block) -> set[str]:
    """Directives that nginx does not know; what stands in a map are values."""
    found = {each["directive"] for each in block} - DIRECTIVES.keys()
    return found.union(*(unknown(each.get("block", [])) for each in block if each["directive"] != "map"))


def named(block: Block, directive: str) -> list[dict[str, Any]]:
    return [each for each in block if each["directive"] == directive]


def said(block: Block, directive: str) -> str:
    """The one value of a directive of a block."""
    [found] = named(block, directive)
    return " ".join(found["args"])


def servers(configuration: Block) -> tuple[Block, Block]:
    """The server that only leads to HTTPS, and the one that answers."""
    plain, secure = (each["block"] for each in named(configuration, "server"))
    return plain, secure


def locations(server: Block) -> Iterator[tuple[str, Block]]:
    return ((" ".join(each["args"]), each["block"]) for each in named(server, "location"))


def location_of(configuration: Block, path: str) -> Block:
    """What nginx chooses for a path: the first regular expression that fits, else the prefix."""
    _, secure = servers(configuration)
    found = dict(locations(secure))
    for name, block in found.items():
        kind, _, pattern = name.partition(" ")
        if kind in ("~", "~*") and re.search(pattern, path, re.IGNORECASE if kind == "~*" else 0):
            return block
    return found["/"]


@pytest.mark.parametrize(
    "path",
    ["/complaints/", "/complaints", "/complaints/new/files/", "/complaints/staff/", "/Complaints/new/"],
)
def test_nobody_is_logged_on_pages_of_the_channel(configuration: Block, path: str):
    block = location_of(configuration, path)
    assert said(block, "access_log") == "off"
    assert said(block, "error_log") == "/dev/null emerg"
    assert not named(block, "mirror")
    assert not named(block, "auth_request")


def test_what_every_page_asks_for_is_not_logged_either(configuration: Block):
    for path in ("/static/portal.css", "/preferences.css", "/emblem.webp"):
        assert said(location_of(configuration, path), "access_log") == "off"


def test_the_way_to_https_is_not_logged(configuration: Block):
    plain, _ = servers(configuration)
    assert said(plain, "access_log") == "off"
    assert said(plain, "error_log") == "/dev/null emerg"
    assert said(plain, "return").startswith("301 https://")


def test_what_is_sent_never_lies_on_the_proxys_disk(configuration: Block):
    block = location_of(configuration, "/complaints/new/files/")
    assert said(block, "client_body_in_file_only") == "off"
    assert said(block, "proxy_request_buffering") == "off"
    assert said(block, "proxy_http_version") == "1.1"  # or chunks are buffered all the same
    assert said(block, "proxy_max_temp_file_size") == "0"
    assert said(block, "proxy_store") == said(block, "proxy_cache") == "off"
    held, largest = (
        _bytes(said(block, name)) for name in ("client_body_buffer_size", "client_max_body_size")
    )
    assert LARGEST_TOTAL < held < largest, "what is too large reaches the portal, which says so in Thai"


def test_one_sender_cannot_hold_all_connections(configuration: Block):
    """Limits kept in memory zones alone; what they answer is not logged either, and is in Thai."""
    block = location_of(configuration, "/complaints/new/files/")
    [connections] = [each["args"] for each in named(configuration, "limit_conn_zone")]
    [requests] = [each["args"] for each in named(configuration, "limit_req_zone")]
    assert connections == ["$binary_remote_addr", "zone=complaint_connections:1m"]
    assert requests[:2] == ["$network", "zone=complaint_requests:1m"]  # entries that may stay name no address
    zone, most = said(block, "limit_conn").split()
    assert (zone, int(most) >= 20) == ("complaint_connections", True), "a school stands behind one address"
    assert said(block, "limit_req").startswith("zone=complaint_requests burst=")
    assert said(block, "limit_conn_status") == said(block, "limit_req_status") == "503"
    assert said(block, "error_page") == f"503 {BUSY}"
    assert not named(block, "proxy_intercept_errors")  # the portal's own 503 tells more
    _, secure = servers(configuration)
    busy = dict(locations(secure))[BUSY]
    assert said(busy, "access_log") == "off"
    assert said(busy, "error_log") == "/dev/null emerg"
    assert "โทร 1205" in said(busy, "return")
    for name in ("client_header_timeout", "client_body_timeout", "send_timeout"):
        assert 5 <= int(said(secure, name).removesuffix("s")) <= 30


def _bytes(size: str) -> int:
    assert size.endswith("m")
    return int(size[:-1]) * MEGABYTE


def test_pages_with_tokens_are_not_packed(configuration: Block):
    assert said(location_of(configuration, "/complaints/new/"), "gzip") == "off"


def test_the_portal_learns_the_sender_for_limits_and_nothing_more(configuration: Block):
    block = location_of(configuration, "/complaints/new/")
    passed = dict(each["args"] for each in named(block, "proxy_set_header"))
    assert {name: value for name, value in passed.items() if value} == {
        "Host": "$host",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-For": "$remote_addr",
    }
    assert {"User-Agent", "Accept-Language", "X-Real-IP", "Forwarded", "Via"} <= passed.keys()


def test_everywhere_the_sender_is_the_one_nginx_sees(configuration: Block):
    """X-Forwarded-For is replaced, never added to: what a visitor writes there counts for nothing."""
    _, secure = servers(configuration)
    for name, block in locations(secure):
        if name == BUSY:
            continue  # answers by itself
        passed = dict(each["args"] for each in named(block, "proxy_set_header"))
        assert passed["X-Forwarded-For"] == "$remote_addr", name
        assert passed["X-Forwarded-Proto"] == "$scheme", name
        assert said(block, "proxy_pass") == "http://portal", name


def test_other_pages_are_logged_without_people(configuration: Block):
    _, secure = servers(configuration)
    path, form = named(secure, "access_log")[0]["args"]
    assert path.endswith(".log")
    [log_format] = [each["args"] for each in named(configuration, "log_format") if each["args"][0] == form]
    written = " ".join(log_format[1:])
    for told in ("$remote_addr", "$http_", "$request ", '"$request"', "$args", "$query_string", "$cookie_"):
        assert told not in written


def test_only_sound_versions_of_tls_are_spoken(configuration: Block):
    _, secure = servers(configuration)
    assert {"443", "[::]:443"} == {each["args"][0] for each in named(secure, "listen")}
    assert all("ssl" in each["args"] for each in named(secure, "listen"))
    assert said(secure, "ssl_protocols") == "TLSv1.2 TLSv1.3"
    assert said(secure, "ssl_session_tickets") == "off"
    assert said(secure, "server_tokens") == "off"

"""TNTP files are read as they are meant, and refused by file, row and column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sioux_falls

from corridors.errors import TableError
from corridors.io.tntp_files import load_tntp
from corridors.routing.assignment import assign_flows

HEAD = ("<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 3\n<FIRST THRU NODE> 3\n<NUMBER OF LINKS> 2\n"
        "<END OF METADATA>\n~ init term capacity length fft b power speed toll type ;\n")
ROWS = "1 3 100 7 10 0.15 4 0 5 1 ;\n3 2 50 1 2 0.15 4 0 0 1 ;\n"
TRIPS = ("<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 12.5\n<END OF METADATA>\n\nOrigin 1\n"
         "1 : 0.0; 2 : 12.5;\n")


def saved(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(*paths: Path) -> str:
    with pytest.raises(TableError) as caught:
        load_tntp(*paths)
    return str(caught.value)


def test_sioux_falls_is_read_as_it_was_written(tmp_path: Path) -> None:
    network = sioux_falls.network()
    flows = assign_flows(network, sioux_falls.demand(), gap=1e-3)
    read = load_tntp(saved(tmp_path, "net.tntp", sioux_falls.network_text()),
                     saved(tmp_path, "trips.tntp", sioux_falls.trips_text()),
                     saved(tmp_path, "flow.tntp", sioux_falls.flow_text(flows.flow, flows.cost)))
    assert (read.network.count, len(read.network), read.network.zones) == (24, 76, 0)
    assert read.demand.total == 360_600
    assert len(read.demand) == 528
    assert np.array_equal(read.flow, flows.flow)
    assert np.array_equal(read.cost, flows.cost)
    again = assign_flows(read.network, read.demand, gap=1e-3)
    assert again.objective == flows.objective


def test_zones_and_factors_of_the_head_are_kept(tmp_path: Path) -> None:
    head = HEAD.replace("<END", "<TOLL FACTOR> 2\n<DISTANCE FACTOR> 0.5\n<END")
    read = load_tntp(saved(tmp_path, "net.tntp", head + ROWS), saved(tmp_path, "trips.tntp", TRIPS))
    assert read.network.zones == 2
    assert read.network.fixed is not None
    assert read.network.fixed.tolist() == [2 * 5 + 0.5 * 7, 0.5]
    assert (read.demand.origin.tolist(), read.demand.destination.tolist(),
            read.demand.amount.tolist()) == ([0], [1], [12.5])


@pytest.mark.parametrize(("old", "new", "said"), [
    ("<FIRST THRU NODE> 3\n", "", "net.tntp: the head has no <FIRST THRU NODE>. Add a line "
                                  "<FIRST THRU NODE> and its number. [B12]"),
    ("LINKS> 2", "LINKS> two", 'net.tntp, row 4, column <NUMBER OF LINKS>: "two" is not a number. '
                               "Give one, with a point. [B12]"),
    ("ZONES> 2", "ZONES> 9", "9 zones are more than 3 nodes. Correct the head. [B12]"),
    ("LINKS> 2", "LINKS> 3", "there are 2 links; the head says 3. Correct <NUMBER OF LINKS>, or "
                             "add the links. [B16]"),
    ("1 3 100", "1 4 100", 'net.tntp, row 7, column term: "4" is no node of 1 to 3. Give the '
                           "number of a node. [B14]"),
    ("1 3 100", "1 3 0", "row 7, column capacity: the capacity is not more than 0. Give a flow "
                         "more than 0. [B15]"),
    ("7 10 0.15", "7 -10 0.15", "row 7, column free_flow_time: -10 is less than 0. Give 0 or more. "
                                "[B15]"),
    ("7 10 0.15", "7 1O 0.15", 'column free_flow_time: "1O" is not a number. Give one, with a '
                               "point. [B13]"),
    ("0 5 1 ;", "0 5 ;", "row 7: the row has 9 columns, not 10. Give init, term, capacity, "),
])
def test_a_wrong_network_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refusal(saved(tmp_path, "net.tntp", (HEAD + ROWS).replace(old, new, 1)))


@pytest.mark.parametrize(("old", "new", "said"), [
    ("Origin 1\n", "", "trips.tntp, row 5: trips stand above the first origin. Add a line "
                       '"Origin 1". [B17]'),
    ("Origin 1", "Origin 7", 'row 5, column Origin: "7" is no node of 1 to 3.'),
    ("2 : 12.5", "2 12.5", 'row 6: "2 12.5" is no trip. Write "destination : trips;". [B13]'),
    ("2 : 12.5", "2 : -1", "row 6, column trips: -1 is less than 0."),
    ("12.5;", "11.5;", "trips add up to 11.5; the head says 12.5. Correct <TOTAL OD FLOW>, or "
                       "look for trips that are missing. [B18]"),
])
def test_wrong_trips_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    net = saved(tmp_path, "net.tntp", HEAD + ROWS)
    assert said in refusal(net, saved(tmp_path, "trips.tntp", TRIPS.replace(old, new, 1)))


@pytest.mark.parametrize(("text", "said"), [
    ("From To Volume Cost\n1 3 5\n3 2 1 1\n", "flow.tntp, row 2: the row has 3 columns, not 4. "
                                              "Give from, to, volume and cost. [B13]"),
    ("1 2 5 1\n", "row 1: no link leads from 1 to 2. Give the flows of this network. [B19]"),
    ("1 3 5 1\n", "1 of 2 links have no flow. Give the flows of this network. [B19]"),
])
def test_wrong_flows_are_refused(tmp_path: Path, text: str, said: str) -> None:
    net, trips = saved(tmp_path, "net.tntp", HEAD + ROWS), saved(tmp_path, "trips.tntp", TRIPS)
    assert said in refusal(net, trips, saved(tmp_path, "flow.tntp", text))


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    assert "none.tntp: the file cannot be read (No such file or directory). Check the path. [B11]" \
        in refusal(tmp_path / "none.tntp")
    path = tmp_path / "packed.tntp"
    path.write_bytes(b"\xff\xfe\x00\xd8")
    assert "the file cannot be read (it is no text in UTF-8)" in refusal(path)

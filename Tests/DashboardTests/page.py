"""A page of the dashboard is looked at: `page.py TESTKIT FILE SHOTS WIDTH`."""
import os, sys

sys.path.insert(0, sys.argv[1])
from browser import drive

file, shots, width = sys.argv[2], sys.argv[3], int(sys.argv[4])


def run(browser):
    browser.call("Page.navigate", url="file://" + file)
    browser.until("document.querySelector('main table')")
    browser.look(os.path.basename(file).rsplit("-", 1)[0])
    assert browser.complaints == [], browser.complaints
    return "it fits"


drive(run, width, shots)

"""Reports, as lines of JSON, what another mDNS implementation hears about web servers on the network of one address."""

import json
import sys
import time

from zeroconf import ServiceBrowser, Zeroconf

own_address = sys.argv[1]
TYPE = "_http._tcp.local."


def report(what, **more):
    print(json.dumps({"what": what, **more}), flush=True)


class Listener:
    def __init__(self):
        self.reported = {}

    def describe(self, what, zeroconf, name):
        info = zeroconf.get_service_info(TYPE, name, 2000)
        if info is None:
            report("unresolved", name=name)
            return
        addresses = sorted(info.parsed_addresses())
        if what == "polled" and self.reported.get(name) == addresses:
            return
        self.reported[name] = addresses
        report(what, name=name, server=info.server, port=info.port, addresses=addresses)

    def add_service(self, zeroconf, kind, name):
        self.describe("added", zeroconf, name)

    def update_service(self, zeroconf, kind, name):
        self.describe("updated", zeroconf, name)

    def remove_service(self, zeroconf, kind, name):
        self.reported.pop(name, None)
        report("removed", name=name)


zeroconf = Zeroconf(interfaces=[own_address])
listener = Listener()
ServiceBrowser(zeroconf, TYPE, listener)
report("listening")
# Ends by itself after a minute, in case nobody stops it. Replaced records expire later (RFC 6762, 10.2) and nothing reports
# that, so we poll.
for _ in range(60):
    time.sleep(1)
    for name in list(listener.reported):
        listener.describe("polled", zeroconf, name)

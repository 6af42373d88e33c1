"""A cable that delays and loses packets, for kernels without netem: two TAP interfaces, near and far, and what passes between them.

Usage: bad-cable.py DELAY_MS LOSS SEED
"""

import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TAP = 0x0002
# Frames come without a header of the kernel's own.
IFF_NO_PI = 0x1000
LARGEST_FRAME = 65536

delay = float(sys.argv[1]) / 1000
loss = float(sys.argv[2])
rng = random.Random(int(sys.argv[3]))


def open_tap(name):
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
    return tap


near, far = open_tap("near"), open_tap("far")
other_end = {near: far, far: near}
print("ready", flush=True)

# When each frame is due, a number that keeps their order, where it goes, and the frame.
under_way = []
count = 0
while True:
    timeout = max(0, under_way[0][0] - time.monotonic()) if under_way else None
    for tap in select.select([near, far], [], [], timeout)[0]:
        frame = os.read(tap, LARGEST_FRAME)
        if rng.random() >= loss:
            count += 1
            heapq.heappush(under_way, (time.monotonic() + delay, count, other_end[tap], frame))
    while under_way and under_way[0][0] <= time.monotonic():
        _, _, tap, frame = heapq.heappop(under_way)
        try:
            os.write(tap, frame)
        except OSError:
            # The interface is down: whatever is sent there is lost, as on a real cable.
            pass

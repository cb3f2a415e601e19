"""How large images are."""

import gzip
import io
import tarfile


class Sizes:
    def __init__(self):
        self.rows = []
        self.host = None

    def add(self, layout):
        """Measures a layout; its first layer is that of every other."""
        self.host = self.host or measure(layout.layers[0])
        function = measure(layout.layers[1])
        self.rows.append((layout.name, self.host[0] + function[0], self.host[1] + function[1], function[1]))

    def table(self):
        """One line an image, in MB: unpacked, compressed, and what is compressed without the shared layer."""
        lines = [f"{'image':<18}{'unpacked':>10}{'packed':>10}{'own layer':>11}  MB"]
        for name, *sizes in self.rows:
            lines.append(f"{name:<18}" + "".join(f"{size / 1e6:>{width}.1f}" for size, width in zip(sizes, (10, 10, 11))))
        return "\n".join(lines)


def measure(layer):
    """Bytes of a layer's files, and of the layer as a registry holds it."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=6) as packed:
        with tarfile.open(fileobj=packed, mode="w|") as archive:
            archive.add(layer, arcname=".")
    return sum(path.stat().st_size for path in layer.rglob("*") if path.is_file()), buffer.tell()

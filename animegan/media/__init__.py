"""Pictures as files: bytes in, (H, W, 3) uint8 sRGB arrays out, and back.

from animegan.media.image import decode, encode
decoded = decode(path.read_bytes())
path.write_bytes(encode(decoded.photo, file_format="JPEG"))
"""

"""Videos as files: a clip in, upright (H, W, 3) uint8 sRGB frames with their times out, and back.

| module | what |
|---|---|
| limits | how long and how large a clip may be |
| clip | what a file holds, and which files are refused |
| colour | a decoder's planes to RGB and back, by the right matrix and range |
| frames | the frames of a clip, one after the other, or the one at a given second |
| segments | pictures to short H.264 files |
| join | those files and the clip's sound to one MP4 |
| sound | the clip's sound, copied or made AAC |
| sample | the lab's own clip, drawn from the sample photos |

FFmpeg's libraries do the work, inside PyAV's wheel. No program is started, so no file name reaches a shell.
"""

"""A folder of photos and clips at once: spread over processes or machines, and gone on with after any break.

    batch = Batch(find_inputs(folder, out, settings), out, settings, LocalEngine(workers=2))
    for report in batch.run():
        print(report.name, report.state)

| module | what |
|---|---|
| settings | what is wanted, and which of it a picture depends on |
| inputs | which file becomes which |
| work | what travels to a worker, and what comes back |
| painter | what a worker does with it |
| engine | what every engine promises |
| local_engine | workers that are processes of this machine |
| ray_engine | workers of a Ray cluster |
| manifest | which outputs are whole, on disk |
| film_pieces | the painted pieces of a clip, until it is joined |
| run | hands out, takes in, writes |
"""

"""What the pages that look inside a network are made of; the engine is `animegan.explain`, here it is only drawn."""

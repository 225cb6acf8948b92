package org.chiasm.connect.pixel;

/** What came of decoding an instance: its image, or why there is none. */
public sealed interface ImageResult permits DecodedImage, Undecodable {}

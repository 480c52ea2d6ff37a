package io.sluice.config.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.sluice.config.Place;
import java.io.IOException;

/** File, line and column of a place, but not the text of its line, which may hold a secret. */
final class PlaceSerializer extends JsonSerializer<Place> {
    @Override
    public void serialize(Place place, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject();
        out.writeStringField("file", place.file());
        out.writeNumberField("line", place.line());
        out.writeNumberField("column", place.column());
        out.writeEndObject();
    }
}

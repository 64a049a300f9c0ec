package greenbelt.gateway;

import greenbelt.gateway.hygiene.Origin;
import greenbelt.gateway.routing.Weight;
import greenbelt.http.Headers;
import java.util.function.IntUnaryOperator;

/// Where a request falls among routes that share by weight: where all of its sender's requests do, or where it is drawn.
///
/// @param headers as they came
/// @param origin from where it came
/// @param drawn answers a number from 0 up to, and without, its argument
record Sharing(Headers headers, Origin origin, IntUnaryOperator drawn) implements Weight.Draw {
    @Override
    public int draw(Weight weight, int total) {
        return weight.sticky()
                .flatMap(it -> it.place(weight.group(), headers, origin, total))
                .orElseGet(() -> drawn.applyAsInt(total));
    }
}

package greenbelt.gateway;

import greenbelt.gateway.routing.Weight;
import greenbelt.http.Request;
import java.util.function.IntUnaryOperator;

/// Where a request falls among routes that share by weight: where all of its sender's requests do, or where it is drawn.
///
/// @param edition by which it is judged
/// @param drawn answers a number from 0 up to, and without, its argument
record Sharing(Edition edition, Request request, IntUnaryOperator drawn) implements Weight.Draw {
    @Override
    public int draw(Weight weight, int total) {
        return weight.sticky()
                .flatMap(it ->
                        it.place(weight.group(), request.headers(), edition.origin(request), total))
                .orElseGet(() -> drawn.applyAsInt(total));
    }
}

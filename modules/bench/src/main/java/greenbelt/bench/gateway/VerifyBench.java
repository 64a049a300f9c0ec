package greenbelt.bench.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import greenbelt.token.Algorithm;
import greenbelt.token.KeySet;
import greenbelt.token.SigningKey;
import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import greenbelt.token.TokenVerifier;
import greenbelt.token.Verification.Verified;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// How long it takes to verify a token that is not remembered, for each algorithm.
final class VerifyBench implements GatewayBenchmark {
    private static final int RSA_BITS = 2048;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(3);

    /// @param token verified again and again; nothing is remembered of it
    private record Sample(Algorithm algorithm, String token, KeySet keys) {}

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public boolean run(GatewayDesk desk) throws JOSEException {
        desk.heading("verifying a token that is not remembered, one core");
        var world = new LiveWorld();
        try {
            for (var sample : samples(world)) {
                double micros = micros(sample, world);
                desk.say(
                        "  %-26s %7.0f µs, %,8.0f/s"
                                .formatted(sample.algorithm().word(), micros, 1e6 / micros));
            }
        } finally {
            world.close();
        }
        return true;
    }

    private static double micros(Sample sample, World world) {
        var terms =
                new TokenTerms(
                        TokenTerms.GREENBELT.issuer(),
                        TokenTerms.GREENBELT.audience(),
                        Set.of(sample.algorithm()));
        var verifier = new TokenVerifier(world, terms);
        Supplier<Boolean> verify =
                () -> verifier.verify(sample.token(), sample.keys()) instanceof Verified;
        perSecond(verify, WARM_UP);
        return 1e6 / perSecond(verify, MEASURED);
    }

    private static double perSecond(Supplier<Boolean> verify, Duration duration) {
        long began = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - began < duration.toNanos()) {
            if (!verify.get()) {
                throw new IllegalStateException("expected a token that is valid");
            }
            count++;
        }
        return count * 1e9 / (System.nanoTime() - began);
    }

    private static List<Sample> samples(World world) throws JOSEException {
        var samples = new ArrayList<Sample>();
        var rsa = new RSAKeyGenerator(RSA_BITS).keyID("rsa").generate();
        samples.add(sample(world, Algorithm.RS256, rsa, new RSASSASigner(rsa)));
        var ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        samples.add(sample(world, Algorithm.ES256, ec, new ECDSASigner(ec)));
        var key = SigningKey.of(world.secret("bench", SigningKey.SECRET_BYTES));
        var issuer = new TokenIssuer(world, key, TokenTerms.GREENBELT);
        samples.add(
                new Sample(
                        Algorithm.EDDSA,
                        issuer.issue("ada", List.of(RoutesFiles.SCOPE)).text(),
                        KeySet.parse(issuer.publicKeys())));
        return samples;
    }

    private static Sample sample(World world, Algorithm algorithm, JWK key, JWSSigner signer)
            throws JOSEException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.word()))
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build();
        var now = world.now().getEpochSecond();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(TokenTerms.GREENBELT.issuer())
                        .subject("ada")
                        .audience(TokenTerms.GREENBELT.audience())
                        .claim("iat", now)
                        .claim("exp", now + Duration.ofHours(1).toSeconds())
                        .claim("scope", RoutesFiles.SCOPE)
                        .build();
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return new Sample(
                algorithm,
                token.serialize(),
                KeySet.parse(new JWKSet(key.toPublicJWK()).toString()));
    }
}

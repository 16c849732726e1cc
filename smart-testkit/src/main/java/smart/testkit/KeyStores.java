package smart.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import okhttp3.tls.HeldCertificate;

/**
 * PKCS 12 key stores with a key and its certificate, self-signed or not. Their password protects nothing: keys are derived
 * from it in one iteration in place of ten thousand, which each load of a store would repeat.
 */
public final class KeyStores {
    public static final String PASSWORD = "changeit";

    private static final String SERVER = "backend";
    private static final String AUTHORITY = "authority";
    private static final Random RANDOM = new SecureRandom();

    static {
        // The JDK's SunPKCS12 reads them when it writes a store.
        for (String derived : List.of("certPbe", "keyPbe", "mac")) {
            System.setProperty("keystore.pkcs12." + derived + "IterationCount", "1");
        }
    }

    private KeyStores() {}

    /** A store with a self-signed certificate for these names and addresses. */
    public static Path create(Path file, String... names) throws GeneralSecurityException, IOException {
        HeldCertificate certificate = build(named(SERVER, names).duration(2, TimeUnit.DAYS));
        KeyStore store = empty();
        add(store, SERVER, certificate);
        return save(store, file);
    }

    /** A store whose certificate an authority has signed, and a store that trusts the authority. */
    public record Signed(Path server, Path trusted) {}

    /** A certificate for this name or address, which is valid for that long from {@code start} on. */
    public static Signed createSigned(Path folder, String name, Instant start, Duration valid)
            throws GeneralSecurityException, IOException {
        HeldCertificate authority = build(named(AUTHORITY).certificateAuthority(0));
        HeldCertificate certificate = build(named(SERVER, name)
                .signedBy(authority)
                .validityInterval(start.toEpochMilli(), start.plus(valid).toEpochMilli()));
        KeyStore server = empty();
        add(server, SERVER, certificate, authority.certificate());
        KeyStore trusted = empty();
        trusted.setCertificateEntry(AUTHORITY, authority.certificate());
        return new Signed(save(server, folder.resolve("server.p12")), save(trusted, folder.resolve("trusted.p12")));
    }

    /** A store with a key for each of these aliases, whose certificate is for {@code CN=<alias>}. */
    public static Path createNamed(Path file, String... aliases) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (String alias : aliases) {
            add(store, alias, build(named(alias).duration(2, TimeUnit.DAYS)));
        }
        return save(store, file);
    }

    private static HeldCertificate.Builder named(String commonName, String... names) {
        HeldCertificate.Builder builder = new HeldCertificate.Builder()
                .commonName(commonName)
                .serialNumber(new BigInteger(64, RANDOM).add(BigInteger.ONE));
        for (String name : names) {
            builder.addSubjectAlternativeName(name);
        }
        return builder;
    }

    /** The library writes the dates with the digits of the default locale, which are no ASCII in an Arabic one. */
    private static HeldCertificate build(HeldCertificate.Builder builder) {
        Locale users = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        try {
            return builder.build();
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, users);
        }
    }

    private static void add(KeyStore store, String alias, HeldCertificate certificate, X509Certificate... signers)
            throws GeneralSecurityException {
        X509Certificate[] chain = new X509Certificate[1 + signers.length];
        chain[0] = certificate.certificate();
        System.arraycopy(signers, 0, chain, 1, signers.length);
        store.setKeyEntry(alias, certificate.keyPair().getPrivate(), PASSWORD.toCharArray(), chain);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path save(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream output = Files.newOutputStream(file)) {
            store.store(output, PASSWORD.toCharArray());
        }
        return file;
    }

    /** What a client needs to trust the certificate of a store that {@link #create} made. */
    public static SSLContext trusting(Path file) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry(SERVER, load(file).getCertificate(SERVER));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What a server needs to show that store's certificate, and to judge those of its clients. */
    public static SSLContext server(Path file, TrustManager... clients) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(file), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), clients, null);
        return context;
    }
}

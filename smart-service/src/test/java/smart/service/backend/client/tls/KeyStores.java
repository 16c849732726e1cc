package smart.service.backend.client.tls;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Key stores with a key and its certificate, self-signed or not, made by the JDK's {@code keytool}. */
public final class KeyStores {
    public static final String PASSWORD = "changeit";

    private KeyStores() {}

    /** A PKCS 12 store with a certificate for {@code names}, such as {@code ip:127.0.0.1}. */
    public static Path create(Path file, String names) throws IOException, InterruptedException {
        generate(file, "backend", "-ext", "san=" + names, "-validity", "2");
        return file;
    }

    /** A store whose certificate an authority has signed, and a store that trusts the authority. */
    public record Signed(Path server, Path trusted) {}

    /** A certificate for {@code names} with these options of {@code keytool}, such as those of its validity. */
    public static Signed createSigned(Path folder, String names, String... options)
            throws GeneralSecurityException, IOException, InterruptedException {
        Path both = folder.resolve("both.p12");
        generate(both, "authority", "-ext", "bc:c");
        List<String> leaf = new ArrayList<>(List.of("-signer", "authority", "-ext", "san=" + names));
        leaf.addAll(List.of(options));
        generate(both, "backend", leaf.toArray(String[]::new));

        KeyStore made = load(both);
        KeyStore server = empty();
        server.setKeyEntry(
                "backend",
                made.getKey("backend", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                made.getCertificateChain("backend"));
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", made.getCertificate("authority"));
        return new Signed(store(server, folder.resolve("server.p12")), store(trusted, folder.resolve("trusted.p12")));
    }

    /** A store with a key for each of these aliases, whose certificate is for {@code CN=<alias>}. */
    public static Path createNamed(Path file, String... aliases) throws IOException, InterruptedException {
        for (String alias : aliases) {
            generate(file, alias, "-validity", "2");
        }
        return file;
    }

    private static void generate(Path file, String alias, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(file + ".out"))
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool failed, see " + file + ".out");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = new FileInputStream(file.toFile())) {
            store.load(input, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path store(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream output = new FileOutputStream(file.toFile())) {
            store.store(output, PASSWORD.toCharArray());
        }
        return file;
    }

    /** What a client needs to trust that store's certificate. */
    public static SSLContext trusting(Path file) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("backend", load(file).getCertificate("backend"));
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

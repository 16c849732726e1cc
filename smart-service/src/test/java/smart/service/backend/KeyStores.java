package smart.service.backend;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Key stores with a key and its self-signed certificate, made by the JDK's {@code keytool}. */
final class KeyStores {
    static final String PASSWORD = "changeit";

    private KeyStores() {}

    /** A PKCS 12 store with a certificate for {@code names}, such as {@code ip:127.0.0.1}. */
    static Path create(Path file, String names) throws IOException, InterruptedException {
        keytool(
                file,
                "-genkeypair",
                "-alias",
                "backend",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + file.getFileName(),
                "-ext",
                "san=" + names);
        return file;
    }

    /**
     * A PKCS 12 store for {@code ip:127.0.0.1}, with a certificate that {@code authority} signed.
     *
     * @param daysOld it is good for two days
     */
    static Path createSigned(Path file, Path authority, int daysOld) throws IOException, InterruptedException {
        create(file, "ip:127.0.0.1");
        String request = file + ".csr";
        String signed = file + ".crt";
        String signer = authority + ".crt";
        keytool(file, "-certreq", "-alias", "backend", "-file", request);
        keytool(
                authority,
                List.of("-startdate", "-" + daysOld + "d", "-validity", "2", "-ext", "san=ip:127.0.0.1"),
                "-gencert",
                "-alias",
                "backend",
                "-infile",
                request,
                "-outfile",
                signed);
        keytool(authority, "-exportcert", "-alias", "backend", "-file", signer);
        keytool(file, "-importcert", "-noprompt", "-alias", "authority", "-file", signer);
        keytool(file, "-importcert", "-noprompt", "-alias", "backend", "-file", signed);
        return file;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        boolean generates = arguments[0].equals("-genkeypair");
        keytool(store, generates ? List.of("-validity", "2") : List.of(), arguments);
    }

    private static void keytool(Path store, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(options);
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(store + ".out"))
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool failed, see " + store + ".out");
        }
    }

    /** What a server needs to show that store's certificate. */
    static SSLContext server(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = new FileInputStream(file.toFile())) {
            store.load(input, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}

package smart.service.backend.client.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Also trusts self-signed certificates: {@code trustSelfSignedCertificates}. It does not extend
 * {@code X509ExtendedTrustManager}, so the JDK still checks the host name itself.
 */
final class SelfSigned implements X509TrustManager {
    private final X509TrustManager others;

    private SelfSigned(X509TrustManager others) {
        this.others = others;
    }

    static TrustManager[] trusted(TrustManager[] managers) {
        TrustManager[] extended = managers.clone();
        for (int i = 0; i < extended.length; i++) {
            if (extended[i] instanceof X509TrustManager others) {
                extended[i] = new SelfSigned(others);
            }
        }
        return extended;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (chain.length != 1) {
            others.checkServerTrusted(chain, type);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        others.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return others.getAcceptedIssuers();
    }
}

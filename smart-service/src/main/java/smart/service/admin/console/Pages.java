package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.servlets.assets.AssetServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The page at {@code /}, its files under {@code /console/}, and uPlot, which draws its charts, under {@code /uplot/}:
 * all of them in the jar. Browsers revalidate them each time, so that a new version appears at once.
 */
final class Pages extends AssetServlet {
    private static final String OURS = "/smart/service/admin/console/page";
    /** The same version as the dependency in pom.xml: change both together. */
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist";

    private Pages(String folder, String path, @Nullable String index) {
        super(folder, path, index, UTF_8);
    }

    static void addTo(AdminEnvironment admin) {
        admin.addServlet("console", new Pages(OURS, "/", "index.html")).addMapping("");
        admin.addServlet("console-files", new Pages(OURS, "/console", null)).addMapping("/console/*");
        admin.addServlet("console-uplot", new Pages(UPLOT, "/uplot", null)).addMapping("/uplot/*");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-cache");
        super.doGet(request, new HeadersKept(response));
    }

    /** For a missing file, Dropwizard resets the response, and with it the guard's headers. */
    private static final class HeadersKept extends HttpServletResponseWrapper {
        HeadersKept(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void reset() {
            resetBuffer();
        }
    }
}

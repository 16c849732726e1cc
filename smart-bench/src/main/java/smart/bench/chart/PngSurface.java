package smart.bench.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws into an image, two pixels for each of the figure's, in the colours of a light page. Needs no screen, no fonts. */
final class PngSurface implements Surface {
    private static final int SCALE = 2;
    private static final float[] DASH = {6, 4};

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final StrokeFont font = StrokeFont.load();

    PngSurface(int width, int height) {
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.decode(Ink.PAPER.light()));
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
    }

    void writeTo(OutputStream out) throws IOException {
        ImageIO.setUseCache(false);
        ImageIO.write(image, "png", out);
    }

    @Override
    public void line(Ink ink, List<Point> points) {
        if (points.size() > 1) {
            use(ink, ink.width());
            graphics.draw(path(points));
        }
    }

    @Override
    public void area(Ink ink, List<Point> outline) {
        Composite before = graphics.getComposite();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.18f));
        use(ink, 1);
        graphics.fill(path(outline));
        graphics.setComposite(before);
    }

    @Override
    public void dot(Ink ink, Point center, double radius) {
        use(ink, 1);
        graphics.fill(new Ellipse2D.Double(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(Ink ink, Point at, Anchor anchor, double size, String text) {
        double width = font.width(text, size);
        double shift = anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width;
        use(ink, ink.width());
        graphics.draw(font.outline(text, at.x() - shift, at.y(), size));
    }

    private void use(Ink ink, float width) {
        graphics.setColor(Color.decode(ink.light()));
        graphics.setStroke(
                ink.isDashed()
                        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASH, 0)
                        : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.forEach(point -> path.lineTo(point.x(), point.y()));
        return path;
    }
}

#include <QImage>

#include <gtest/gtest.h>

#include "cue_card.hpp"

namespace palpate::gui {
namespace {

/// Letters are cut where they reach the first or the last line of pixels.
bool hasInk(const QImage& picture, int row)
{
    for (int x = 0; x < picture.width(); ++x) {
        if (picture.pixelColor(x, row).red() > 128) {
            return true;
        }
    }
    return false;
}

QImage paint(HeadlineLabel& label, int width, const QString& text)
{
    label.setText(text);
    label.setColor(Qt::white);
    label.resize(width, label.sizeHint().height());
    QImage picture(label.size(), QImage::Format_RGB32);
    picture.fill(Qt::black);
    label.render(&picture, {}, {}, QWidget::DrawChildren);
    return picture;
}

TEST(Headline, IsNeverCutHoweverLargeTheTextIs)
{
    HeadlineLabel label;
    for (const double points : {10.0, 18.0, 36.0}) {
        QFont font = label.font();
        font.setPointSizeF(points);
        label.setFont(font);
        for (const int width : {360, 560, 930}) {
            const QImage picture =
                paint(label, width, QStringLiteral("Slower: at least 2.5 s a stroke asked, 1.3 done"));
            EXPECT_TRUE(hasInk(picture, picture.height() / 2) || hasInk(picture, picture.height() / 3));
            EXPECT_FALSE(hasInk(picture, 0)) << points << " pt in " << width;
            EXPECT_FALSE(hasInk(picture, picture.height() - 1)) << points << " pt in " << width;
        }
    }
}

}  // namespace
}  // namespace palpate::gui

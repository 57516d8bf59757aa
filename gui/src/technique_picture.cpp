#include "technique_picture.hpp"

#include <QFile>
#include <QPainter>

namespace palpate::gui {

namespace {

/// What the drawings' files have in place of the theme's colours.
constexpr const char* kBody = "#888888";
constexpr const char* kTool = "#00aa88";
constexpr double kWidthPerHeight = 1.5;

QString pathOf(const QString& name)
{
    return QStringLiteral(":/techniques/%1.svg").arg(name);
}

}  // namespace

TechniquePicture::TechniquePicture(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    load();
}

void TechniquePicture::setTechnique(const std::string& id)
{
    const QString name = QString::fromStdString(id);
    name_ = QFile::exists(pathOf(name)) ? name : QStringLiteral("own");
    load();
}

void TechniquePicture::setTheme(const Theme& theme)
{
    theme_ = theme;
    load();
}

void TechniquePicture::load()
{
    QFile file(pathOf(name_));
    if (!file.open(QIODevice::ReadOnly)) {
        return;
    }
    QByteArray svg = file.readAll();
    svg.replace(kBody, theme_.muted.name().toUtf8());
    svg.replace(kTool, theme_.good.name().toUtf8());
    drawing_.load(svg);
    update();
}

QSize TechniquePicture::sizeHint() const
{
    const int height = fontMetrics().height() * 8;
    return {static_cast<int>(height * kWidthPerHeight), height};
}

QSize TechniquePicture::minimumSizeHint() const
{
    return {90, 60};
}

void TechniquePicture::paintEvent(QPaintEvent* /*event*/)
{
    QSizeF size(width(), width() / kWidthPerHeight);
    if (size.height() > height()) {
        size = QSizeF(height() * kWidthPerHeight, height());
    }
    const QRectF area(QPointF((width() - size.width()) / 2.0, (height() - size.height()) / 2.0), size);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(area);
    drawing_.render(&painter, area);
}

}  // namespace palpate::gui

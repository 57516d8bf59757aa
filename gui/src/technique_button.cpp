#include "technique_button.hpp"

#include <algorithm>

#include <QResizeEvent>

#include "theme.hpp"

namespace palpate::gui {

namespace {

constexpr int kSides = 40;

}  // namespace

TechniqueButton::TechniqueButton(QWidget* parent) : QPushButton(parent)
{
    setAutoDefault(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setTitle({});
}

QString TechniqueButton::words() const
{
    return title_.isEmpty() ? tr("Choose a technique") : title_;
}

void TechniqueButton::setTitle(const QString& title)
{
    title_ = title;
    setAccessibleName(tr("Technique: %1").arg(words()));
    setToolTip(title.isEmpty() ? words() : tr("%1: choose another technique").arg(title));
    updateGeometry();
    cutText();
}

QSize TechniqueButton::sizeHint() const
{
    const QFontMetrics metrics(sized(font(), TextSize::Body, QFont::DemiBold));
    return {metrics.horizontalAdvance(words()) + kSides, QPushButton::sizeHint().height()};
}

QSize TechniqueButton::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 10 + kSides, QPushButton::minimumSizeHint().height()};
}

void TechniqueButton::resizeEvent(QResizeEvent* event)
{
    QPushButton::resizeEvent(event);
    cutText();
}

void TechniqueButton::cutText()
{
    const QFontMetrics metrics(sized(font(), TextSize::Body, QFont::DemiBold));
    setText(metrics.elidedText(words(), Qt::ElideRight, std::max(0, width() - kSides + 4)));
}

}  // namespace palpate::gui

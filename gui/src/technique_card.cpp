#include "technique_card.hpp"

#include <algorithm>

#include <QKeyEvent>
#include <QVBoxLayout>

#include "technique_words.hpp"

namespace palpate::gui {

TechniqueCard::TechniqueCard(const Theme& theme, const Technique& technique, QWidget* parent)
    : QPushButton(parent), picture_(new TechniquePicture(theme, this))
{
    setObjectName(QStringLiteral("technique_") + QString::fromStdString(technique.id));
    setProperty("role", "choice");
    setAutoDefault(true);
    const QString title = QString::fromStdString(technique.title);
    const QString tools = toolsTitle(technique.tools);
    setAccessibleName(title);
    setAccessibleDescription(tools);
    picture_->setTechnique(technique.id);
    const Metrics metrics = metricsFor(font());
    auto* const name = new QLabel(title, this);
    name->setFont(sized(font(), TextSize::Title, QFont::DemiBold));
    auto* const tool = new QLabel(tools, this);
    tool->setProperty("tone", "muted");
    for (QLabel* const label : {name, tool}) {
        label->setWordWrap(true);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.large, metrics.medium, metrics.large, metrics.large);
    column->setSpacing(metrics.small);
    column->addWidget(picture_, 1);
    column->addWidget(name);
    column->addWidget(tool);
}

void TechniqueCard::setTheme(const Theme& theme)
{
    picture_->setTheme(theme);
}

void TechniqueCard::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            event->ignore();
            break;
        default:
            QPushButton::keyPressEvent(event);
    }
}

QSize TechniqueCard::sizeHint() const
{
    const int width = std::max(200, fontMetrics().averageCharWidth() * 30);
    return {width, layout()->heightForWidth(width)};
}

}  // namespace palpate::gui

#include "technique_grid.hpp"

#include <cmath>
#include <limits>

#include <QKeyEvent>
#include <QVBoxLayout>

#include "focus_in_view.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

namespace {

/// In the direction of `key`: far along it counts less than far beside it; infinite behind.
double farFrom(QPoint from, QPoint to, int key)
{
    const QPoint way = to - from;
    const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
    const int sign = key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1;
    const int along = sign * (across ? way.x() : way.y());
    const int beside = std::abs(across ? way.y() : way.x());
    constexpr double kBesideWeight = 4.0;
    return along > 0 ? along + kBesideWeight * beside : std::numeric_limits<double>::infinity();
}

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

}  // namespace

TechniqueGrid::TechniqueGrid(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      field_(new QWidget(this)),
      empty_(new QLabel(tr("No technique was found. Put technique files (JSON) into the catalogue's folder "
                           "techniques, then start again."),
                        this)),
      problems_(new QLabel(this))
{
    const Metrics metrics = metricsFor(font());
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    field_->setSizePolicy(policy);
    field_->setLayout(new WrapLayout(metrics.large, Qt::AlignLeft));
    empty_->setWordWrap(true);
    empty_->setProperty("tone", "muted");
    problems_->setObjectName(QStringLiteral("techniqueProblems"));
    problems_->setWordWrap(true);
    problems_->setProperty("tone", "look");
    problems_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    column->setSpacing(metrics.margin);
    column->addWidget(empty_);
    column->addWidget(field_);
    column->addWidget(problems_);
    column->addStretch(1);
    setCatalogue({});
}

void TechniqueGrid::setCatalogue(const TechniqueCatalogueForGui& catalogue)
{
    for (TechniqueCard* const card : cards_) {
        delete card;
    }
    cards_.clear();
    for (const Technique& technique : catalogue.techniques) {
        auto* const card = new TechniqueCard(theme_, technique, field_);
        field_->layout()->addWidget(card);
        cards_.push_back(card);
        connect(card, &QPushButton::clicked, this, [this, technique] { Q_EMIT chosen(technique); });
    }
    empty_->setVisible(catalogue.techniques.empty());
    QStringList lines;
    for (const std::string& problem : catalogue.problems) {
        lines += QStringLiteral("▲ ") + QString::fromStdString(problem);
    }
    problems_->setText(lines.join(QLatin1Char('\n')));
    problems_->setVisible(!lines.isEmpty());
}

void TechniqueGrid::setTheme(const Theme& theme)
{
    theme_ = theme;
    for (TechniqueCard* const card : cards_) {
        card->setTheme(theme);
    }
}

void TechniqueGrid::focusCard(const std::string& id)
{
    const QString name = QStringLiteral("technique_") + QString::fromStdString(id);
    TechniqueCard* wanted = cards_.empty() ? nullptr : cards_.front();
    for (TechniqueCard* const card : cards_) {
        wanted = card->objectName() == name ? card : wanted;
    }
    if (wanted != nullptr) {
        focusInView(*wanted);
    }
}

TechniqueCard* TechniqueGrid::neighbour(const TechniqueCard& from, int key) const
{
    TechniqueCard* nearest = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (TechniqueCard* const card : cards_) {
        const double far = farFrom(from.geometry().center(), card->geometry().center(), key);
        if (far < least) {
            least = far;
            nearest = card;
        }
    }
    return nearest;
}

void TechniqueGrid::keyPressEvent(QKeyEvent* event)
{
    for (TechniqueCard* const card : cards_) {
        if (isArrow(event->key()) && card->hasFocus()) {
            if (TechniqueCard* const next = neighbour(*card, event->key())) {
                focusInView(*next);
            }
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

}  // namespace palpate::gui

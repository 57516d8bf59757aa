#include "spot_changes.hpp"

#include "palpate/core/setup_rules.hpp"

#include "display_text.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

QString signOf(SpotFate fate)
{
    switch (fate) {
        case SpotFate::Persists:
            return QStringLiteral("○");
        case SpotFate::Eased:
            return QStringLiteral("↓");
        case SpotFate::Gone:
            return QStringLiteral("×");
        case SpotFate::New:
            return QStringLiteral("+");
    }
    return {};
}

QString figureOrNone(std::optional<double> value)
{
    return figureText(value);
}

/// "6 → 3", "6 → –"; empty where neither is there.
QString courseOf(std::optional<double> before, std::optional<double> after)
{
    if (!before && !after) {
        return {};
    }
    return figureOrNone(before) + QStringLiteral(" → ") + figureOrNone(after);
}

QString ratingCourse(const SpotChange& spot)
{
    const auto rating = [](const std::optional<Spot>& at) {
        return at && at->nrs ? QString::number(*at->nrs) : QStringLiteral("–");
    };
    const bool is_rated = (spot.before && spot.before->nrs) || (spot.after && spot.after->nrs);
    return is_rated ? QStringLiteral("pain %1 → %2").arg(rating(spot.before), rating(spot.after)) : QString();
}

QString thresholdCourse(const SpotChange& spot, std::optional<SetUp> setup)
{
    const auto value = [](const std::optional<Spot>& at, std::optional<double> Spot::*number) {
        return at ? (*at).*number : std::optional<double>{};
    };
    if (nameInSetUp("ppt_kpa", setup)) {
        const QString course =
            courseOf(value(spot.before, &Spot::ppt_kpa), value(spot.after, &Spot::ppt_kpa));
        return course.isEmpty() ? course : QStringLiteral("threshold %1 kPa").arg(course);
    }
    if (nameInSetUp("ppt_n", setup)) {
        const QString course = courseOf(value(spot.before, &Spot::ppt_n), value(spot.after, &Spot::ppt_n));
        return course.isEmpty() ? course : QStringLiteral("threshold %1 N").arg(course);
    }
    return {};
}

}  // namespace

QString fateText(const SpotChange& spot)
{
    const QString name = QString::fromStdString(spot.name);
    return QStringLiteral("%1  %2: %3")
        .arg(signOf(spot.fate), name.left(1).toUpper() + name.mid(1), fromUtf8(toString(spot.fate)));
}

QString spotCourse(const SpotChange& spot, std::optional<SetUp> setup)
{
    QStringList parts;
    for (const QString& part : {ratingCourse(spot), thresholdCourse(spot, setup)}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    if (!spot.before) {
        parts << QStringLiteral("not found before");
    }
    if (!spot.after) {
        parts << QStringLiteral("not found after");
    }
    if (const std::optional<Spot>& at = spot.before ? spot.before : spot.after) {
        const std::optional<MatPoint> place =
            spot.before ? std::optional<MatPoint>(at->place) : spot.after_on_before;
        if (place) {
            parts << QStringLiteral("at ") + placeText(*place);
        }
    }
    return parts.join(QStringLiteral(" · "));
}

SpotChanges::SpotChanges(QWidget* parent) : QFrame(parent), column_(new QVBoxLayout(this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("spotChanges"));
    const Metrics metrics = metricsFor(font());
    auto* const title = new QLabel(tr("Tender spots, paired by place"), this);
    title->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    column_->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column_->setSpacing(metrics.medium);
    column_->addWidget(title);
    hide();
}

void SpotChanges::setSpots(const std::vector<SpotChange>& spots, std::optional<SetUp> setup)
{
    for (QWidget* const line : lines_) {
        delete line;
    }
    lines_.clear();
    for (const SpotChange& spot : spots) {
        addSpot(spot, setup);
    }
    setVisible(!spots.empty());
}

void SpotChanges::addSpot(const SpotChange& spot, std::optional<SetUp> setup)
{
    auto* const line = new QWidget(this);
    auto* const words = new QVBoxLayout(line);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(metricsFor(font()).small / 2);
    const auto add = [this, line, words](const QString& text, const char* tone, int weight) {
        if (text.isEmpty()) {
            return;
        }
        auto* const label = new QLabel(text, line);
        label->setWordWrap(true);
        label->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
        label->setProperty("tone", tone);
        label->setFont(sized(font(), TextSize::Body, weight));
        words->addWidget(label);
    };
    add(fateText(spot), "", QFont::DemiBold);
    add(spotCourse(spot, setup), "muted", QFont::Normal);
    add(QString::fromStdString(spot.advice), "look", QFont::Normal);
    column_->addWidget(line);
    lines_.push_back(line);
}

}  // namespace palpate::gui

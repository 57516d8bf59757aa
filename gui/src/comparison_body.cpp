#include "comparison_body.hpp"

#include <QVBoxLayout>

#include "compare_words.hpp"

namespace palpate::gui {

namespace {

/// In lines of text.
constexpr int kNarrow = 62;
constexpr int kMapsShare = 11;
constexpr int kSideShare = 9;

}  // namespace

ComparisonBody::ComparisonBody(const Theme& theme, const Settings& settings, QWidget* parent)
    : QScrollArea(parent),
      headline_(new HeadlineCard(this)),
      maps_(new LinkedMaps(theme, settings, this)),
      verdicts_(new VerdictTable(theme, this)),
      spots_(new SpotChanges(this)),
      notes_(new QLabel(this)),
      reference_(new QPushButton(this)),
      side_(new QWidget(this)),
      side_scroll_(new QScrollArea(this))
{
    setObjectName(QStringLiteral("comparisonBody"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    const Metrics metrics = metricsFor(font());
    notes_->setObjectName(QStringLiteral("mapNotes"));
    notes_->setWordWrap(true);
    notes_->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    notes_->setProperty("tone", "muted");
    notes_->setMargin(metrics.small);
    reference_->setObjectName(QStringLiteral("referenceWeight"));
    reference_->setToolTip(
        tr("Two recordings of one weight, made beside each session, tell how far the mat itself drifted"));
    connect(reference_, &QPushButton::clicked, this, &ComparisonBody::referenceRequested);
    auto* const side_column = new QVBoxLayout(side_);
    side_column->setContentsMargins(0, 0, 0, 0);
    side_column->setSpacing(metrics.large);
    side_column->addWidget(verdicts_);
    side_column->addWidget(spots_);
    auto* const notes_row = new QHBoxLayout;
    notes_row->setSpacing(metrics.medium);
    notes_row->addWidget(notes_, 1);
    notes_row->addWidget(reference_, 0, Qt::AlignTop);
    side_column->addLayout(notes_row);
    side_column->addStretch(1);
    side_scroll_->setObjectName(QStringLiteral("comparisonSide"));
    side_scroll_->setWidgetResizable(true);
    side_scroll_->setFrameShape(QFrame::NoFrame);
    side_scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side_scroll_->setFocusPolicy(Qt::NoFocus);
    side_scroll_->setWidget(side_);
    auto* const content = new QWidget(this);
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.medium);
    column->setSpacing(metrics.large);
    row_ = new QBoxLayout(QBoxLayout::LeftToRight);
    row_->setSpacing(metrics.large);
    row_->addWidget(maps_, kMapsShare);
    row_->addWidget(side_scroll_, kSideShare);
    column->addWidget(headline_);
    column->addLayout(row_, 1);
    setWidget(content);
}

void ComparisonBody::setComparison(const live::SessionComparison& compared,
                                   const live::ComparisonRequest& request)
{
    const bool is_mirrored = request.mirrors;
    const bool has_reference = request.reference_before.has_value();
    const std::optional<SetUp> setup = compared.before.header.info.setup;
    headline_->setComparison(compared.comparison);
    std::optional<ComparedMaps> maps = comparedMaps(compared);
    const int map = maps ? maps->map : 0;
    maps_->setMaps(std::move(maps), setup);
    maps_->setMirror(areSidesOpposite(compared) || is_mirrored, is_mirrored);
    maps_->setCaption(comparedCaption(compared, map));
    verdicts_->setMetrics(compared.comparison.metrics);
    spots_->setSpots(compared.comparison.spots, setup);
    const QStringList notes =
        mapNotes(compared.comparison) + referenceNotes(compared.comparison, has_reference);
    reference_->setText(has_reference ? tr("Without reference weight") : tr("Reference weight…"));
    notes_->setText(notes.join(QLatin1Char('\n')));
    notes_->setVisible(!notes.isEmpty());
}

void ComparisonBody::setTheme(const Theme& theme)
{
    maps_->setTheme(theme);
    verdicts_->setTheme(theme);
}

void ComparisonBody::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    setNarrow(viewport()->width() < kNarrow * fontMetrics().height());
}

void ComparisonBody::setNarrow(bool is_narrow)
{
    if (is_narrow == is_narrow_) {
        return;
    }
    is_narrow_ = is_narrow;
    maps_->setScrolled(is_narrow);
    if (is_narrow) {
        side_scroll_->takeWidget();
        side_scroll_->hide();
        row_->setDirection(QBoxLayout::TopToBottom);
        row_->addWidget(side_);
    } else {
        row_->removeWidget(side_);
        row_->setDirection(QBoxLayout::LeftToRight);
        side_scroll_->setWidget(side_);
        side_scroll_->show();
    }
    side_->show();
}

}  // namespace palpate::gui

#include "landmarks_pane.hpp"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "landmark_words.hpp"
#include "theme.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

namespace {

constexpr int kLeastHeight = 220;

/// So that shapes are seen: nearly all loaded cells lie within it, whatever single ones carry.
double rangeForShapes(const CellArray<float>& kpa, Pressure contact)
{
    constexpr double kShare = 0.98;
    std::vector<float> loaded;
    loaded.reserve(static_cast<std::size_t>(kpa.size()));
    for (Eigen::Index i = 0; i < kpa.size(); ++i) {
        if (static_cast<double>(kpa.data()[i]) >= contact.kpa) {
            loaded.push_back(kpa.data()[i]);
        }
    }
    if (loaded.empty()) {
        return contact.kpa;
    }
    const auto at =
        loaded.begin() + static_cast<std::ptrdiff_t>(kShare * static_cast<double>(loaded.size() - 1));
    std::nth_element(loaded.begin(), at, loaded.end());
    return std::max(contact.kpa, static_cast<double>(*at));
}

ShownPart loadedPart(const live::ComparedSession& session)
{
    const MatGeometry& mat = session.header.geometry;
    return partAround(loadedPlaces(session.results.maps.peak_kpa, mat, session.results.contact), mat)
        .value_or(wholeOf(mat));
}

}  // namespace

LandmarksPane::LandmarksPane(const Settings& settings, QWidget* parent)
    : QFrame(parent),
      settings_(settings),
      step_(new QLabel(this)),
      maps_{new LandmarkMap(tr("Before"), *new LinkedCursor(this), this),
            new LandmarkMap(tr("After"), *new LinkedCursor(this), this)},
      use_(new QPushButton(tr("Use these landmarks"), this)),
      undo_(new QPushButton(tr("Take back"), this)),
      automatic_(new QPushButton(tr("Align automatically"), this)),
      cancel_(new QPushButton(tr("Cancel"), this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("landmarksPane"));
    step_->setObjectName(QStringLiteral("landmarkStep"));
    step_->setFont(sized(font(), TextSize::Title, QFont::DemiBold));
    step_->setWordWrap(true);
    maps_[0]->setObjectName(QStringLiteral("landmarksBefore"));
    maps_[1]->setObjectName(QStringLiteral("landmarksAfter"));
    use_->setObjectName(QStringLiteral("useLandmarks"));
    use_->setProperty("role", "primary");
    use_->setToolTip(
        tr("Lay the second session over the first by these places, and keep them in both recordings"));
    undo_->setObjectName(QStringLiteral("undoLandmark"));
    undo_->setToolTip(tr("Take the last place or pair back (Backspace)"));
    automatic_->setObjectName(QStringLiteral("alignAutomatically"));
    automatic_->setToolTip(tr("Lay the maps over each other by their pressures alone"));
    cancel_->setObjectName(QStringLiteral("cancelLandmarks"));
    cancel_->setToolTip(tr("Leave everything as it was (Escape)"));
    const Metrics metrics = metricsFor(font());
    auto* const row = new QHBoxLayout;
    row->setSpacing(metrics.medium);
    for (LandmarkMap* const map : maps_) {
        map->setMinimumHeight(kLeastHeight);
        row->addWidget(map, 1);
    }
    auto* const buttons = new QWidget(this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    buttons->setSizePolicy(policy);
    auto* const actions = new WrapLayout(metrics.medium, Qt::AlignLeft);
    buttons->setLayout(actions);
    for (QPushButton* const button : {use_, undo_, automatic_, cancel_}) {
        actions->addWidget(button);
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.large, metrics.large, metrics.large, metrics.large);
    column->setSpacing(metrics.medium);
    column->addWidget(step_);
    column->addLayout(row, 1);
    column->addWidget(buttons);
    connectControls();
}

void LandmarksPane::connectControls()
{
    for (const ClickedMap which : {ClickedMap::Before, ClickedMap::After}) {
        connect(&map(which), &LandmarkMap::placeChosen, this,
                [this, which](double x_mm, double y_mm) { mark(which, {.x_mm = x_mm, .y_mm = y_mm}); });
    }
    connect(use_, &QPushButton::clicked, this, &LandmarksPane::useRequested);
    connect(undo_, &QPushButton::clicked, this, &LandmarksPane::undo);
    connect(automatic_, &QPushButton::clicked, this, &LandmarksPane::automaticRequested);
    connect(cancel_, &QPushButton::clicked, this, &LandmarksPane::cancelRequested);
}

void LandmarksPane::setSessions(const live::SessionComparison& compared,
                                const live::ComparisonRequest& request)
{
    mirrors_ = request.mirrors;
    pairs_.set(request.landmarks.empty() ? live::landmarksOf(compared.before.events, compared.after.events)
                                         : request.landmarks);
    showMap(ClickedMap::Before, compared.before, compared.after);
    showMap(ClickedMap::After, compared.after, compared.before);
    showPairs();
    map(pairs_.next()).setFocus();
}

void LandmarksPane::showMap(ClickedMap which, const live::ComparedSession& session,
                            const live::ComparedSession& other)
{
    const MatGeometry& mat = session.header.geometry;
    const CellArray<float>& kpa = session.results.maps.peak_kpa;
    const Pressure contact = session.results.contact;
    const ColorScale scale(settings_.color_map, rangeForShapes(kpa, contact), contact.kpa,
                           makeTheme(ThemeKind::Dark).mat_ground);
    const ShownPart own = loadedPart(session);
    // As much of both, so that the client is as large on both.
    const ShownPart others = loadedPart(other);
    const ShownPart part = mat == other.header.geometry ? grownTo(own, others.rows, others.cols, mat) : own;
    mats_.at(static_cast<std::size_t>(which)) = mat;
    map(which).setMat(mat);
    map(which).setShown(part);
    map(which).setPicture(heatPicture(cellsOf(kpa, part), scale));
}

void LandmarksPane::mark(ClickedMap which, MatPoint place)
{
    pairs_.mark(which, place);
    showPairs();
    map(pairs_.next()).setFocus();
}

void LandmarksPane::undo()
{
    if (pairs_.undo()) {
        showPairs();
        map(pairs_.next()).setFocus();
    }
}

void LandmarksPane::showPairs()
{
    const MatGeometry& before = *mats_[0];
    const MatGeometry& after = *mats_[1];
    const std::optional<double> apart_mm =
        analysis::landmarksApartMm(live::placePairs(pairs_.pairs()), before, after, mirrors_);
    step_->setText(
        landmarkStep(pairs_, apart_mm, std::max(mostApartMm(before), mostApartMm(after)), mirrors_));
    for (const ClickedMap which : {ClickedMap::Before, ClickedMap::After}) {
        map(which).setPlaces(pairs_.places(which));
        map(which).setAccessibleDescription(step_->text());
    }
    use_->setEnabled(apart_mm.has_value() && !pairs_.isHalf());
    undo_->setEnabled(!pairs_.isEmpty());
}

void LandmarksPane::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
        case Qt::Key_Backspace:
            undo();
            return;
        case Qt::Key_Escape:
            Q_EMIT cancelRequested();
            return;
        default:
            QFrame::keyPressEvent(event);
    }
}

}  // namespace palpate::gui

#include "status_pills.hpp"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "display_text.hpp"
#include "tabular_text.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

namespace {

constexpr double kMarkRadius = 4.5;
// As in the command: who records should know ten minutes ahead.
constexpr double kLittleRoomS = 600.0;

struct StreamWords {
    QString text;
    PillMark mark;
};

StreamWords streamWords(const live::Snapshot& snapshot)
{
    switch (snapshot.stream) {
        case live::StreamState::Waiting:
            return {.text = QStringLiteral("waiting"), .mark = PillMark::Ring};
        case live::StreamState::Stalled:
            return {.text = QStringLiteral("stopped sending"), .mark = PillMark::Warning};
        case live::StreamState::Ended:
            return {.text = QStringLiteral("ended"), .mark = PillMark::Warning};
        case live::StreamState::Streaming:
            break;
    }
    return {.text = QStringLiteral("%1 Hz").arg(std::lround(snapshot.rate_hz)), .mark = PillMark::Full};
}

}  // namespace

Pill::Pill(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Pill::setText(const QString& text, PillMark mark)
{
    if (text == text_ && mark == mark_) {
        return;
    }
    const QSize before = sizeHint();
    text_ = text;
    mark_ = mark;
    setAccessibleName(text);
    if (sizeHint() != before) {
        updateGeometry();
    }
    update();
}

void Pill::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void Pill::setClickable(bool on)
{
    clickable_ = on;
    setFocusPolicy(on ? Qt::TabFocus : Qt::NoFocus);
    setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
}

double Pill::capsuleHeight() const
{
    return QFontMetricsF(font()).height() + 14.0;
}

QSize Pill::sizeHint() const
{
    const QFontMetricsF metrics(font());
    const double mark = mark_ == PillMark::None ? 0.0 : 2.0 * kMarkRadius + 7.0;
    const double height = std::max(capsuleHeight(), clickable_ ? 1.0 * metricsFor(font()).target : 0.0);
    return {static_cast<int>(std::ceil(tabularWidth(metrics, text_) + mark + 28.0)),
            static_cast<int>(std::ceil(height))};
}

void Pill::mouseReleaseEvent(QMouseEvent* event)
{
    if (clickable_ && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
        Q_EMIT clicked();
    }
}

void Pill::keyPressEvent(QKeyEvent* event)
{
    const bool is_press = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return;
    if (clickable_ && is_press) {
        Q_EMIT clicked();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Pill::paintMark(QPainter& painter, QPointF centre) const
{
    switch (mark_) {
        case PillMark::Full:
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme_.good);
            painter.drawEllipse(centre, kMarkRadius, kMarkRadius);
            break;
        case PillMark::Ring:
            painter.setPen(QPen(theme_.muted, 2.0));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(centre, kMarkRadius - 0.5, kMarkRadius - 0.5);
            break;
        case PillMark::Warning: {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme_.look);
            const QPolygonF triangle{{centre + QPointF(0.0, -kMarkRadius - 0.5),
                                      centre + QPointF(kMarkRadius + 1.0, kMarkRadius),
                                      centre + QPointF(-kMarkRadius - 1.0, kMarkRadius)}};
            painter.drawPolygon(triangle);
            break;
        }
        case PillMark::None:
            break;
    }
}

void Pill::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double capsule = std::min(capsuleHeight(), 1.0 * height());
    const QRectF around(1.0, (height() - capsule) / 2.0 + 1.0, width() - 2.0, capsule - 2.0);
    painter.setPen(hasFocus() ? QPen(theme_.force, 2.0) : QPen(Qt::NoPen));
    painter.setBrush(theme_.control);
    painter.drawRoundedRect(around, around.height() / 2.0, around.height() / 2.0);
    double x = 14.0;
    if (mark_ != PillMark::None) {
        paintMark(painter, QPointF(x + kMarkRadius, height() / 2.0));
        x += 2.0 * kMarkRadius + 7.0;
    }
    const QFontMetricsF metrics(font());
    painter.setPen(theme_.text);
    drawTabular(painter, QPointF(x, (height() + metrics.ascent() - metrics.descent()) / 2.0), text_);
}

StatusPills::StatusPills(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      mat_(new Pill(theme, this)),
      safe_(new Pill(theme, this)),
      quality_(new Pill(theme, this))
{
    mat_->setObjectName(QStringLiteral("matPill"));
    safe_->setObjectName(QStringLiteral("safePill"));
    quality_->setObjectName(QStringLiteral("qualityPill"));
    quality_->setClickable(true);
    connect(quality_, &Pill::clicked, this, &StatusPills::qualityAsked);
    auto* const row = new WrapLayout(metricsFor(font()).medium, Qt::AlignRight);
    setLayout(row);
    row->addWidget(mat_);
    row->addWidget(safe_);
    row->addWidget(quality_);
}

void StatusPills::setSnapshot(const live::Snapshot& snapshot, int rows, int cols)
{
    const StreamWords stream = streamWords(snapshot);
    const bool lost = snapshot.lost_frames > 0;
    mat_->setText(QStringLiteral("Mat %1 × %2 · %3 · %4 lost")
                      .arg(rows)
                      .arg(cols)
                      .arg(stream.text)
                      .arg(snapshot.lost_frames),
                  lost && stream.mark == PillMark::Full ? PillMark::Warning : stream.mark);
    mat_->setToolTip(snapshot.tared ? tr("The empty mat was recorded (tared).")
                                    : tr("Not tared: what the empty mat shows is not taken off."));
    switch (snapshot.recording) {
        case live::RecordingState::Idle:
            safe_->setText(tr("Not recording"), PillMark::Ring);
            break;
        case live::RecordingState::Recording:
            if (snapshot.disk_left_s && *snapshot.disk_left_s < kLittleRoomS) {
                safe_->setText(tr("Safe to %1, disk full in %2")
                                   .arg(clockText(snapshot.safe_s), clockText(*snapshot.disk_left_s)),
                               PillMark::Warning);
            } else {
                safe_->setText(tr("Safe to %1").arg(clockText(snapshot.safe_s)));
            }
            break;
        case live::RecordingState::Finishing:
            safe_->setText(tr("Saving, safe to %1").arg(clockText(snapshot.safe_s)));
            break;
        case live::RecordingState::Finished:
            safe_->setText(tr("Saved"), PillMark::Full);
            break;
        case live::RecordingState::Failed:
            safe_->setText(tr("Stopped, safe to %1").arg(clockText(snapshot.safe_s)), PillMark::Warning);
            break;
    }
    quality_->setText(tr("Quality %1").arg(fromUtf8(toString(snapshot.quality.grade))),
                      snapshot.quality.grade <= QualityGrade::B ? PillMark::None : PillMark::Warning);
    quality_->setToolTip(tr("Why? Press to see the reasons."));
}

void StatusPills::setTheme(const Theme& theme)
{
    mat_->setTheme(theme);
    safe_->setTheme(theme);
    quality_->setTheme(theme);
}

}  // namespace palpate::gui

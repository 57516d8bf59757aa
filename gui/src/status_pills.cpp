#include "status_pills.hpp"

#include <cmath>

#include <QPainter>

#include "display_text.hpp"
#include "tabular_text.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

namespace {

constexpr double kMarkRadius = 4.5;

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

QSize Pill::sizeHint() const
{
    const QFontMetricsF metrics(font());
    const double mark = mark_ == PillMark::None ? 0.0 : 2.0 * kMarkRadius + 7.0;
    const double height = metrics.height() + 14.0;
    return {static_cast<int>(std::ceil(tabularWidth(metrics, text_) + mark + 28.0)),
            static_cast<int>(std::ceil(height))};
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
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_.control);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
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
            safe_->setText(tr("Safe to %1").arg(clockText(snapshot.safe_s)));
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
    quality_->setToolTip(qualityReasonsText(snapshot.quality));
}

void StatusPills::setTheme(const Theme& theme)
{
    mat_->setTheme(theme);
    safe_->setTheme(theme);
    quality_->setTheme(theme);
}

QString qualityReasonsText(const Quality& quality)
{
    QString text = QStringLiteral("Quality %1").arg(fromUtf8(toString(quality.grade)));
    for (const std::string& reason : quality.reasons) {
        text += QStringLiteral("\n· ") + QString::fromStdString(reason);
    }
    return text;
}

}  // namespace palpate::gui

#include "quality_panel.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "theme.hpp"

namespace palpate::gui {

QStringList qualityLines(const Quality& quality)
{
    constexpr std::size_t kMostCells = 12;
    QStringList lines;
    for (const std::string& reason : quality.reasons) {
        const QString text = QString::fromStdString(reason);
        lines << text.left(1).toUpper() + text.mid(1);
    }
    QStringList cells;
    for (const CellFault& fault : quality.invalid_cells) {
        if (static_cast<std::size_t>(cells.size()) == kMostCells) {
            cells << QStringLiteral("and %1 more").arg(quality.invalid_cells.size() - kMostCells);
            break;
        }
        cells << QStringLiteral("row %1, column %2 (%3)")
                     .arg(fault.cell.row)
                     .arg(fault.cell.col)
                     .arg(fromUtf8(toString(fault.kind)));
    }
    if (!cells.isEmpty()) {
        lines << QStringLiteral("Left out, crossed out on the map: ") + cells.join(QStringLiteral("; "));
    }
    if (lines.isEmpty()) {
        lines << QStringLiteral("Nothing lost, nothing left out, no reason to doubt a number.");
    }
    return lines;
}

QualityPanel::QualityPanel(QWidget* parent)
    : QFrame(parent),
      title_(new QLabel(this)),
      lines_(new QLabel(this)),
      close_(new QPushButton(tr("Close"), this))
{
    setObjectName(QStringLiteral("qualityPanel"));
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    title_->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    lines_->setObjectName(QStringLiteral("qualityLines"));
    lines_->setWordWrap(true);
    lines_->setTextFormat(Qt::PlainText);
    lines_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    lines_->setProperty("tone", "muted");
    auto* const words = new QVBoxLayout;
    words->setSpacing(metrics.small);
    words->addWidget(title_);
    words->addWidget(lines_);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(metrics.margin, metrics.medium, metrics.medium, metrics.medium);
    row->setSpacing(metrics.margin);
    row->addLayout(words, 1);
    row->addWidget(close_, 0, Qt::AlignTop);
    connect(close_, &QPushButton::clicked, this, [this] { setVisible(false); });
    setVisible(false);
}

void QualityPanel::setQuality(const Quality& quality)
{
    const QString title = tr("Quality %1").arg(fromUtf8(toString(quality.grade)));
    const QString text = QStringLiteral("· ") + qualityLines(quality).join(QStringLiteral("\n· "));
    // Sixty times a second while live: a label that is set anew lays out the page.
    if (title != title_->text()) {
        title_->setText(title);
    }
    if (text != lines_->text()) {
        lines_->setText(text);
    }
}

}  // namespace palpate::gui

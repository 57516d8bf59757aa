#include "comparing_pane.hpp"

#include <QProgressBar>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "theme.hpp"

namespace palpate::gui {

ComparingPane::ComparingPane(QWidget* parent)
    : QFrame(parent), names_(new QLabel(this)), cancel_(new QPushButton(tr("Cancel"), this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("comparing"));
    const Metrics metrics = metricsFor(font());
    auto* const title = new QLabel(tr("Comparing …"), this);
    title->setFont(sized(font(), TextSize::Value, QFont::DemiBold));
    names_->setWordWrap(true);
    names_->setProperty("tone", "muted");
    auto* const progress = new QProgressBar(this);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(tr("Comparing"));
    cancel_->setObjectName(QStringLiteral("cancelComparing"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(2 * metrics.large, 2 * metrics.large, 2 * metrics.large, 2 * metrics.large);
    column->setSpacing(metrics.large);
    column->addWidget(title);
    column->addWidget(names_);
    column->addWidget(progress);
    column->addWidget(cancel_, 0, Qt::AlignLeft);
    connect(cancel_, &QPushButton::clicked, this, &ComparingPane::cancelRequested);
}

void ComparingPane::setSessions(const std::filesystem::path& a, const std::filesystem::path& b)
{
    constexpr int kMostOfName = 40;
    const auto name = [](const std::filesystem::path& path) {
        return middleCut(QString::fromStdString(path.filename().string()), kMostOfName);
    };
    names_->setText(
        tr("%1 and %2: both recordings are analysed and laid over each other.").arg(name(a), name(b)));
    names_->setToolTip(QString::fromStdString(a.string() + '\n' + b.string()));
}

}  // namespace palpate::gui

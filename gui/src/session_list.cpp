#include "session_list.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "session_files.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

constexpr std::size_t kMostFiles = 100;
constexpr int kJournalRole = Qt::UserRole + 1;

}  // namespace

SessionList::SessionList(QWidget* parent)
    : QFrame(parent), folder_(new QLabel(this)), list_(new QListWidget(this)), empty_(new QLabel(this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("sessionList"));
    const Metrics metrics = metricsFor(font());
    auto* const title = new QLabel(tr("Open a session"), this);
    title->setFont(sized(font(), TextSize::Value, QFont::DemiBold));
    auto* const browse = new QPushButton(tr("Choose a file…"), this);
    browse->setObjectName(QStringLiteral("browse"));
    browse->setProperty("role", "primary");
    folder_->setProperty("tone", "muted");
    folder_->setWordWrap(true);
    empty_->setProperty("tone", "muted");
    empty_->setWordWrap(true);
    empty_->setText(
        tr("No recordings here yet. Record one on the Live page, or drop a .h5 file on this window."));
    list_->setObjectName(QStringLiteral("sessions"));
    list_->setAccessibleName(tr("Recordings"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(browse);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(2 * metrics.large, metrics.margin, 2 * metrics.large, metrics.margin);
    column->setSpacing(metrics.medium);
    column->addLayout(top);
    column->addWidget(folder_);
    column->addWidget(empty_);
    column->addWidget(list_, 1);
    connect(browse, &QPushButton::clicked, this, &SessionList::browseRequested);
    const auto choose = [this](const QListWidgetItem* item) {
        const QString path = item->data(Qt::UserRole).toString();
        if (item->data(kJournalRole).toBool()) {
            Q_EMIT recoverRequested(path);
        } else {
            Q_EMIT openRequested(path);
        }
    };
    connect(list_, &QListWidget::itemClicked, this, choose);
    connect(list_, &QListWidget::itemActivated, this, choose);
}

void SessionList::refresh(const std::filesystem::path& folder,
                          const std::optional<std::filesystem::path>& running)
{
    folder_->setText(tr("Latest recordings in %1").arg(QString::fromStdString(folder.string())));
    list_->clear();
    for (const SessionFile& file : listSessionFiles(folder, kMostFiles)) {
        if (running.has_value() && file.path.string().starts_with(running->string())) {
            continue;
        }
        const QString name = QString::fromStdString(file.path.filename().string());
        auto* const item = new QListWidgetItem(list_);
        item->setText(file.needs_recovery ? tr("▲ %1 · was cut off · click to recover it").arg(name)
                                          : tr("%1 · %2").arg(name, sizeText(file.bytes)));
        item->setData(Qt::UserRole, QString::fromStdString(file.path.string()));
        item->setData(kJournalRole, file.needs_recovery);
    }
    empty_->setVisible(list_->count() == 0);
    list_->setVisible(list_->count() != 0);
}

}  // namespace palpate::gui

#include "client_view.hpp"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

namespace palpate::gui {

ClientView::ClientView(const Theme& theme, QWidget* parent)
    : QWidget(parent, Qt::Window),
      theme_(theme),
      map_(new ClientMap(theme, this)),
      headline_(new HeadlineLabel(this)),
      ring_(new HoldRing(theme, this)),
      mirror_(new QPushButton(tr("Mirror (M)"), this))
{
    setObjectName(QStringLiteral("clientWindow"));
    setProperty("surface", "page");
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(tr("Palpate: client view"));
    const Metrics metrics = metricsFor(font());
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    headline_->setFont(large);
    headline_->setObjectName(QStringLiteral("clientHeadline"));
    mirror_->setObjectName(QStringLiteral("mirror"));
    mirror_->setProperty("role", "choice");
    mirror_->setCheckable(true);
    mirror_->setAutoDefault(true);
    mirror_->setToolTip(tr("Left and right exchanged, for a client who looks at the mat face on"));
    auto* const close_button = new QPushButton(tr("Close (Escape)"), this);
    close_button->setAutoDefault(true);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(metrics.medium);
    buttons->addStretch(1);
    buttons->addWidget(mirror_);
    buttons->addWidget(close_button);
    auto* const row = new QHBoxLayout;
    row->setSpacing(metrics.margin);
    row->addWidget(map_, 3);
    row->addWidget(ring_, 2);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(2 * metrics.margin, metrics.margin, 2 * metrics.margin, metrics.margin);
    column->setSpacing(metrics.margin);
    column->addWidget(headline_);
    column->addLayout(row, 1);
    column->addLayout(buttons);
    connect(mirror_, &QPushButton::toggled, map_, &ClientMap::setMirrored);
    connect(close_button, &QPushButton::clicked, this, &QWidget::close);
    auto* const mirror_key = new QShortcut(QKeySequence(Qt::Key_M), this);
    connect(mirror_key, &QShortcut::activated, mirror_, &QPushButton::toggle);
    auto* const close_key = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(close_key, &QShortcut::activated, this, &QWidget::close);
}

void ClientView::setTheme(const Theme& theme)
{
    theme_ = theme;
    ring_->setTheme(theme);
}

void ClientView::toggle()
{
    if (isVisible()) {
        close();
    } else {
        open();
    }
}

void ClientView::open()
{
    for (QScreen* const screen : QGuiApplication::screens()) {
        if (screen != parentWidget()->screen()) {
            setGeometry(screen->geometry());
            showFullScreen();
            return;
        }
    }
    constexpr QSize kOnOneScreen{1000, 700};
    resize(kOnOneScreen);
    show();
    raise();
    activateWindow();
}

void ClientView::showMoment(const Cue& cue, const CellArray<float>& values,
                            const std::optional<OutlineDrawing>& outline)
{
    headline_->setText(cue.headline);
    headline_->setColor(toneColor(theme_, cue.tone));
    ring_->setProgress(cue.progress);
    map_->setPicture(values, outline);
}

void ClientView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace palpate::gui

#include "undo_bar.hpp"

#include <QHBoxLayout>
#include <QShortcut>

#include "theme.hpp"

namespace palpate::gui {

UndoBar::UndoBar(QUndoStack& stack, Keys keys, QWidget* parent)
    : QWidget(parent),
      stack_(stack),
      undo_(new QPushButton(tr("Undo"), this)),
      redo_(new QPushButton(tr("Redo"), this))
{
    const bool has_keys = keys == Keys::Here;
    undo_->setObjectName(has_keys ? QStringLiteral("undo") : QStringLiteral("undoHere"));
    redo_->setObjectName(has_keys ? QStringLiteral("redo") : QStringLiteral("redoHere"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metricsFor(font()).medium);
    row->addWidget(undo_);
    row->addWidget(redo_);
    connect(undo_, &QPushButton::clicked, &stack_, &QUndoStack::undo);
    connect(redo_, &QPushButton::clicked, &stack_, &QUndoStack::redo);
    if (has_keys) {
        addKeys(parent);
    }
    connect(&stack_, &QUndoStack::indexChanged, this, &UndoBar::follow);
    follow();
}

void UndoBar::addKeys(QWidget* parent)
{
    auto* const undo_key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z), parent);
    connect(undo_key, &QShortcut::activated, &stack_, &QUndoStack::undo);
    auto* const redo_key = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), parent);
    connect(redo_key, &QShortcut::activated, &stack_, &QUndoStack::redo);
}

void UndoBar::follow()
{
    setVisible(stack_.count() > 0);
    undo_->setEnabled(stack_.canUndo());
    redo_->setEnabled(stack_.canRedo());
    undo_->setToolTip(stack_.canUndo() ? tr("Take back: %1 (Ctrl+Z)").arg(stack_.undoText())
                                       : tr("Nothing to take back (Ctrl+Z)"));
    redo_->setToolTip(stack_.canRedo() ? tr("Do again: %1 (Ctrl+Shift+Z)").arg(stack_.redoText())
                                       : tr("Nothing to do again (Ctrl+Shift+Z)"));
}

}  // namespace palpate::gui

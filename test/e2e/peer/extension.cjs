const vscode = require('vscode');

const model = {
  ...{ id: 'peer', name: 'Peer Model', family: 'peer', version: '1', maxInputTokens: 1000, maxOutputTokens: 1000 },
  ...{ isUserSelectable: true, capabilities: { toolCalling: true } },
};

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('peer', {
      provideLanguageModelChatInformation: async () => [model],
      provideLanguageModelChatResponse: async () => {},
      provideTokenCount: async () => 1,
    }),
    vscode.commands.registerCommand('peer.listTools', () =>
      vscode.window.showInformationMessage(`Tools: ${vscode.lm.tools.map(({ name }) => name).join(' ')}`),
    ),
    vscode.commands.registerCommand('peer.ask', async () => {
      try {
        const input = { question: 'Where is the next visit?' };
        const { content } = await vscode.lm.invokeTool('asclepius_ask', { input, toolInvocationToken: undefined });
        vscode.window.showInformationMessage(`Answer: ${content.map(({ value }) => value).join('')}`);
      } catch (error) {
        vscode.window.showErrorMessage(`Failed: ${error.message}`);
      }
    }),
  );
  // The chat learns of a model when somebody asks for it.
  vscode.lm.selectChatModels({ vendor: 'peer' });
};

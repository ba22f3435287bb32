/** Another extension of the user: it has a chat model, and calls a tool of ours. */
const vscode = require('vscode');

const model = {
  ...{ id: 'peer', name: 'Peer Model', family: 'peer', version: '1' },
  ...{ maxInputTokens: 1000, maxOutputTokens: 1000, isUserSelectable: true, capabilities: { toolCalling: true } },
};

exports.activate = ({ subscriptions }) => {
  const { commands, window, lm } = vscode;
  const tell = (text) => void window.showInformationMessage(text);
  subscriptions.push(
    registerModel(),
    commands.registerCommand('peer.listTools', () => tell(`Tools: ${lm.tools.map(({ name }) => name).join(' ')}`)),
    commands.registerCommand('peer.ask', () =>
      ask('Where was the patient discharged to?').then(
        (answer) => tell(`Answer: ${answer}`),
        ({ message }) => tell(`No answer: ${message}`),
      ),
    ),
  );
  // The chat learns of a model when somebody asks for it.
  lm.selectChatModels({ vendor: 'peer' });
};

function registerModel() {
  return vscode.lm.registerLanguageModelChatProvider('peer', {
    provideLanguageModelChatInformation: async () => [model],
    provideLanguageModelChatResponse: async () => {},
    provideTokenCount: async () => 1,
  });
}

async function ask(question) {
  const { content } = await vscode.lm.invokeTool('asclepius_ask', {
    input: { question },
    toolInvocationToken: undefined,
  });
  return content.map(({ value }) => value).join('');
}
